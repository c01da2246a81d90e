/** What a screen reader is told of a run, each thing once: its states, its answer sentence by sentence, its failure. */
import type { Message } from '../../../shared/domain/conversation.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import { isOver } from '../../../shared/domain/run.ts'
import type { AppError } from '../../../shared/errors.ts'
import type { Explanation } from '../../../shared/words/explain-shape.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatNumber, joinSentences } from '../../ui/format.ts'
import type { LiveTexts } from './live-text.ts'
import { stateChip } from './run-words.ts'
import { speak, type Spoken } from './sentences.ts'
import { isolated } from '../../ui/isolate.ts'

/** What is on the screen. */
export interface Shown {
  run: Run | null
  messages: readonly Message[]
  live: LiveTexts
  speaker: string
  /** The words for the run's failure, once they are there. */
  failure: Explanation | null
}

/** What has been told. */
export interface Heard {
  runId: string | null
  /** When the run began; what began before it is not news. */
  since: number
  /** Of the run: its state and what hangs on it. */
  state: string | null
  /** How far each text was told, by message and part. */
  to: Readonly<Record<string, number>>
  /** Characters told of this run's answer. */
  told: number
}

/** Beyond this much of one answer a listener is better off reading. */
export const MOST_TOLD = 6_000
/** Looked through for sentences at once. */
const MOST_AT_ONCE = 20_000

/** For a conversation that is opened: what is there already is not news. */
export function heardSoFar(shown: Shown): Heard {
  const { run } = shown
  // A run that is on its way says where it stands, and goes on from there.
  const state = run !== null && isOver(run) ? standing(shown) : null
  const to = Object.fromEntries(textsOf(shown, run?.id ?? null).map(({ key, text }) => [key, text.length]))
  return { runId: run?.id ?? null, since: run?.startedAt ?? -Infinity, state, to, told: 0 }
}

/** What is new since then. */
export function newsSince(before: Heard, shown: Shown): { heard: Heard; news: string[] } {
  const { run } = shown
  if (run === null || run.startedAt < before.since) return { heard: before, news: [] }
  const isSame = before.runId === run.id
  const known = isSame ? before : firstSight(run)
  // A queued question's run begins as soon as the one before it has ended.
  const left = isSame ? [] : answerNews(before, shown, before.runId).news
  const state = standing(shown)
  const isNews = state !== null && state !== known.state
  const answer = answerNews(known, shown, run.id)
  const told = isNews ? [stateNews(run, shown.failure)] : []
  return {
    heard: { ...known, ...answer.heard, state: state ?? known.state },
    // How it ended comes after what was said, everything else before.
    news: [...left, ...(isOver(run) ? [...answer.news, ...told] : [...told, ...answer.news])],
  }
}

const firstSight = ({ id, startedAt }: Run): Heard => ({
  runId: id,
  since: startedAt,
  state: null,
  to: {},
  told: 0,
})

const OVERDUE: AppError = { kind: 'run-timeout', afterMs: 0 }

/** What its card in the conversation explains. */
export const troubleOf = (run: Run | null): AppError | null =>
  run === null || run.error !== null ? (run?.error ?? null) : run.isOverdue && !isOver(run) ? OVERDUE : null

/** Changes when there is something to tell of the run. Null while the words for its failure are on their way. */
function standing({ run, failure }: Shown): string | null {
  const trouble = troubleOf(run)
  if (run === null || (trouble !== null && failure === null)) return null
  return [run.state, stateChip(run).words, trouble?.kind].join(' ')
}

function stateNews(run: Run, failure: Explanation | null): string {
  return troubleOf(run) === null || failure === null
    ? stateChip(run).words
    : joinSentences(failure.title, failure.todo)
}

interface Text {
  key: string
  text: string
  isWhole: boolean
}

/** The texts of a run's answer, as far as they have come. */
function textsOf({ run, messages, live }: Shown, runId: string | null): Text[] {
  const isRunOver = run === null || run.id !== runId || isOver(run)
  return messages.flatMap((message) => {
    if (message.role !== 'assistant' || message.runId !== runId) return []
    return message.content.flatMap((part, at): Text[] => {
      if (part.type !== 'text' && part.type !== 'refusal') return []
      const text = live[message.id]?.[at] ?? part.text
      return [{ key: `${message.id} ${at}`, text, isWhole: message.status !== 'growing' || isRunOver }]
    })
  })
}

function answerNews(known: Heard, shown: Shown, runId: string | null) {
  const news: string[] = []
  const to = { ...known.to }
  let { told } = known
  for (const { key, text, isWhole } of textsOf(shown, runId)) {
    const from = Math.min(to[key] ?? 0, text.length)
    // Nobody is told more at once, and a sentence without end is not waited for.
    const piece = text.slice(0, from + MOST_AT_ONCE)
    const speech = speak(piece, from, isWhole || piece.length < text.length)
    to[key] = speech.to
    for (const words of speech.said.map(wordsFor)) {
      if (told < MOST_TOLD)
        news.push(told === 0 ? m.announce_begins({ name: isolated(shown.speaker), text: words }) : words)
      if (told < MOST_TOLD && told + words.length >= MOST_TOLD) news.push(m.announce_enough())
      told += words.length
    }
  }
  return { heard: { to, told }, news }
}

function wordsFor(spoken: Spoken): string {
  if (spoken.kind === 'words') return spoken.text
  const lines = formatNumber(spoken.lines)
  const { language } = spoken
  return language === '' ? m.announce_code({ lines }) : m.announce_code_in({ lines, language })
}
