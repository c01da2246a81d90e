/** The Guide: answers questions about this app with passages of its help pages, and shows where it found them. */
import type { InBoth, Language } from '../language.ts'
import { finish, searchFiles, speak, think, type Script } from '../script.ts'
import type { SearchResult } from '../wire.ts'
import { assistantFrom, type PracticeAssistant, type Question } from './assistant.ts'
import { createCitedText } from './cited-text.ts'
import { passagesOf, type HelpPage, type Passage } from './help-pages.ts'
import { rank, termsOf, type Ranked } from './ranking.ts'

const LEAST_SCORE = 0.2
const MOST_PASSAGES = 3
const TROUBLE = 'troubleshooting.md'

export function guideFrom(id: string, pages: readonly HelpPage[]): PracticeAssistant {
  const passages: Record<Language, Passage[]> = {
    en: pages.filter(({ language }) => language === 'en').flatMap(passagesOf),
    'zh-TW': pages.filter(({ language }) => language === 'zh-TW').flatMap(passagesOf),
  }
  return {
    assistant: assistantFrom({
      id,
      name: 'Guide',
      description:
        'Explains this app from its help pages, with citations. Scripted, works offline. 用說明頁回答關於本程式的問題。',
      instructions: INSTRUCTIONS,
      tools: [{ type: 'file_search' }],
      suggestions: ['What is a run?', 'Where is my API key kept?', '執行超過五分鐘會怎樣？'],
    }),
    plan: (question) => plan(question, passages[question.language], pages),
  }
}

const INSTRUCTIONS: InBoth = {
  en: 'You are the Guide, a scripted practice assistant: no model is behind you. Search the help pages of Assistant Desk for the words of the question, quote the best passages with a citation each, and say so when nothing fits.',
  'zh-TW':
    '你是「導覽」，一個照腳本回答的練習助理，背後沒有模型。用問題裡的字詞搜尋 Assistant Desk 的說明頁，引用最合適的段落並各附出處；找不到就直說。',
}

const OPENING: InBoth = {
  en: 'I am a scripted practice assistant, so I quote the help pages word for word:',
  'zh-TW': '我是照腳本回答的練習助理，以下是說明頁的原文：',
}

const NOTHING: InBoth = {
  en: 'I am a scripted practice assistant and found nothing about that in the help pages. I can explain:',
  'zh-TW': '我是照腳本回答的練習助理，說明頁裡找不到這件事。我可以說明：',
}

function plan({ text, language, newId }: Question, passages: Passage[], pages: readonly HelpPage[]): Script {
  const ranked = rankForHelp(text, passages)
  const best = ranked[0]?.score ?? 0
  const used = ranked
    .filter(({ score }) => score >= LEAST_SCORE && score >= best * 0.6)
    .slice(0, MOST_PASSAGES)
  const saying = used.length > 0 ? answer(used, language) : nothing(pages, language)
  return [
    ...think(400, 250),
    ...searchFiles(newId, ranked.slice(0, 5).map(resultFrom)),
    ...speak(newId, saying),
    ...finish(),
  ]
}

/** What went wrong is for who asks about that: a message counts in full only where most of its words are in the question. */
export function rankForHelp(question: string, passages: readonly Passage[]): Ranked<Passage>[] {
  const wanted = termsOf(question)
  const isAskedFor = ({ heading }: Passage) => {
    const terms = [...termsOf(heading)]
    return terms.filter((term) => wanted.has(term)).length * 2 > terms.length
  }
  return rank(question, passages)
    .map(({ item, score }) =>
      item.fileName === TROUBLE && !isAskedFor(item) ? { item, score: score / 2 } : { item, score },
    )
    .toSorted((a, b) => b.score - a.score)
}

const resultFrom = ({ item, score }: Ranked<Passage>): SearchResult => ({
  file_id: item.fileId,
  file_name: item.fileName,
  score,
  content: [{ type: 'text', text: `${item.heading}\n${item.text}` }],
})

function answer(used: Ranked<Passage>[], language: Language) {
  const cited = createCitedText()
  cited.add(OPENING[language])
  for (const [index, { item }] of used.entries()) {
    cited.add(`\n\n**${item.heading}**\n\n${item.text}`)
    cited.cite(`【4:${index}†${item.fileName}】`, item.fileId)
  }
  return cited.done()
}

function nothing(pages: readonly HelpPage[], language: Language) {
  const titles = pages.filter((page) => page.language === language).map(({ title }) => `- ${title}`)
  return { text: `${NOTHING[language]}\n\n${titles.join('\n')}` }
}
