/** The Troublemaker: does on request what goes wrong with real servers, so that clients and people can rehearse it. */
import type { InBoth } from '../language.ts'
import { finish, openMessage, searchFiles, speak, think, type Script } from '../script.ts'
import { assistantFrom, type PracticeAssistant, type Question } from './assistant.ts'
import { HOSTILE_LINKS, hugeText, SHOWCASE } from './trouble-texts.ts'
import { troubleIn, troubleList, type TroubleName } from './troubles.ts'

const SLOW_MS = 20_000
const QUEUE_MS = 15_000
const SLOW_CANCEL_MS = 5_000

const INSTRUCTIONS: InBoth = {
  en: `You are the Troublemaker, a scripted practice assistant: no model is behind you. These words in a message bring trouble:\n${troubleList('en')}`,
  'zh-TW': `你是「麻煩製造者」，一個照腳本回答的練習助理，背後沒有模型。訊息裡有這些字詞就會出狀況：\n${troubleList('zh-TW')}`,
}

const MENU: InBoth = {
  en: `I am a scripted practice assistant for trouble. Write one of these words:\n\n${troubleList('en')}`,
  'zh-TW': `我是專門製造狀況的練習助理，照腳本回答。請寫下列字詞之一：\n\n${troubleList('zh-TW')}`,
}

const ALL_WELL: InBoth = {
  en: 'Scripted: the trouble is over, and this is the whole answer. Nothing after this sentence is missing.',
  'zh-TW': '照腳本回答：狀況已經結束，這就是完整的回答，後面沒有遺漏。',
}

/** Each server has its own, since it remembers which troubles have had their one time. */
export function troublemakerFrom(id: string, speed: number): PracticeAssistant {
  const had = new Set<string>()
  return {
    assistant: assistantFrom({
      id,
      name: 'Troublemaker',
      description:
        'Fails in twenty rehearsed ways: its instructions list the words. Scripted, works offline. 刻意出狀況，供演練。',
      instructions: INSTRUCTIONS,
      tools: [{ type: 'file_search' }],
      suggestions: ['What can you do?', 'Please fail', 'markdown', '卡住'],
    }),
    plan,
    troubleWith: (question, messageId) => {
      const name = troubleIn(question)
      if (name !== 'rate-limit' && name !== 'server-error') return undefined
      const isFirst = !had.has(messageId)
      had.add(messageId)
      return isFirst ? name : undefined
    },
    lifetimeMs: (question) => (troubleIn(question) === 'expire' ? 1_000 * speed : undefined),
    cancellingMs: (question) => (troubleIn(question) === 'slow-cancel' ? SLOW_CANCEL_MS : undefined),
  }
}

function plan(question: Question): Script {
  const name = troubleIn(question.text)
  if (name === undefined) return told(question, MENU[question.language])
  return (SCRIPTS[name] ?? wellInTheEnd)(question)
}

const told = ({ newId }: Question, text: string): Script => [
  ...think(),
  ...speak(newId, { text }),
  ...finish(),
]
const wellInTheEnd = (question: Question): Script => told(question, ALL_WELL[question.language])

const SCRIPTS: Partial<Record<TroubleName, (question: Question) => Script>> = {
  slow: ({ newId, language }) => [
    ...think(400, SLOW_MS),
    ...speak(newId, { text: ALL_WELL[language] }),
    ...finish(),
  ],
  stuck: () => think(),
  expire: () => think(),
  'slow-cancel': () => think(),
  queue: ({ newId, language }) => [
    ...think(QUEUE_MS),
    ...speak(newId, { text: ALL_WELL[language] }),
    ...finish(),
  ],
  fail: () => [
    ...think(),
    {
      do: 'set-run',
      status: 'failed',
      lastError: { code: 'server_error', message: 'Sorry, something went wrong.' },
    },
  ],
  quota: () => [
    ...think(),
    {
      do: 'set-run',
      status: 'failed',
      lastError: {
        code: 'rate_limit_exceeded',
        message: 'You exceeded your current quota, please check your plan and billing details.',
      },
    },
  ],
  incomplete: (question) => brokenOff(question, { message: 'max_tokens', run: 'max_completion_tokens' }),
  filter: (question) => brokenOff(question, { message: 'content_filter', run: 'content_filter' }),
  empty: () => [...think(), ...finish()],
  cut: cutInTheMiddle,
  'unknown-status': ({ newId, language }) => [
    ...think(),
    { do: 'set-run', status: 'pondering' },
    { do: 'wait', ms: 4_000 },
    { do: 'set-run', status: 'in_progress' },
    ...speak(newId, { text: ALL_WELL[language] }),
    ...finish(),
  ],
  huge: (question) => told(question, hugeText()),
  'two-messages': ({ newId, language }) => [
    ...think(),
    ...speak(newId, { text: TWO_MESSAGES[0][language] }),
    { do: 'wait', ms: 600 },
    ...speak(newId, { text: TWO_MESSAGES[1][language] }),
    ...finish(),
  ],
  'unknown-content': ({ newId, language }) => [
    ...think(),
    ...speak(newId, {
      text: ALL_WELL[language],
      partsAfter: [{ type: 'hologram', hologram: { title: 'A part from the future' } }],
    }),
    ...finish(),
  ],
  'odd-citation': (question) => [
    ...think(),
    ...searchFiles(question.newId, []),
    ...speak(question.newId, { text: `${ALL_WELL[question.language]}【7:3†lost-page.md】【8:0†source】` }),
    ...finish(),
  ],
  'hostile-links': (question) => told(question, HOSTILE_LINKS),
  markdown: (question) => told(question, SHOWCASE),
}

const TWO_MESSAGES = [
  { en: 'Scripted: this is the first of two messages.', 'zh-TW': '照腳本回答：這是兩則訊息中的第一則。' },
  { en: 'And this is the second, from the same run.', 'zh-TW': '這是同一次執行的第二則。' },
] as const

const HALF_SAID: InBoth = {
  en: 'Scripted: this sentence would go on, but it stops right in the',
  'zh-TW': '照腳本回答：這句話本來還有下文，可是它停在',
}

function brokenOff({ newId, language }: Question, reason: { message: string; run: string }): Script {
  return [
    ...think(),
    ...openMessage(newId),
    { do: 'say', text: HALF_SAID[language], annotations: [] },
    { do: 'close-message', incompleteReason: reason.message },
    { do: 'close-step', status: 'completed' },
    { do: 'set-run', status: 'incomplete', incompleteReason: reason.run },
  ]
}

function cutInTheMiddle({ newId, language }: Question): Script {
  const text = ALL_WELL[language]
  const middle = Math.floor(text.length / 2)
  return [
    ...think(),
    ...openMessage(newId),
    { do: 'say', text: text.slice(0, middle), annotations: [] },
    { do: 'cut' },
    { do: 'say', text: text.slice(middle), annotations: [] },
    { do: 'close-message' },
    { do: 'close-step', status: 'completed' },
    ...finish(),
  ]
}
