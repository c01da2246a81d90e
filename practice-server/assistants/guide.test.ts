/** The Guide finds the right page among the real help pages, in both languages. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { languageOf } from '../language.ts'
import { readPages } from '../pages-on-disk.ts'
import { piecesOf } from '../run-script.ts'
import { openDesk } from '../test-desk.ts'
import { createCitedText } from './cited-text.ts'
import { passagesOf } from './help-pages.ts'
import { rankForHelp } from './guide.ts'

const folder = fileURLToPath(new URL('../../docs/guide', import.meta.url))
const pages = await readPages(folder)

const best = (question: string) => {
  const passages = pages.filter(({ language }) => language === languageOf(question)).flatMap(passagesOf)
  return rankForHelp(question, passages)[0]?.item.fileName
}

describe('the help pages', () => {
  it('are the same in both languages and each opens with a title', () => {
    expect(readdirSync(`${folder}/en`)).toEqual(readdirSync(`${folder}/zh-TW`))
    for (const { text } of pages) expect(text).toMatch(/^# .+\n\n/)
    expect(pages.length).toBeGreaterThanOrEqual(12)
  })

  it('tell Chinese from English', () => {
    for (const { language, text } of pages) expect(languageOf(text)).toBe(language)
  })
})

describe('the Guide finds', () => {
  it.each([
    ['What is a run?', 'runs-and-steps.md'],
    ['Where is my API key kept?', 'connections.md'],
    ['What does Keep waiting do?', 'runs-and-steps.md'],
    ['Assistant run timeout', 'troubleshooting.md'],
    ['No assistant response found', 'troubleshooting.md'],
    ['OpenAI Assistant ID is required', 'troubleshooting.md'],
    ['Does Enter send the message?', 'conversations.md'],
    ['function calls', 'function-calls.md'],
    ['The reply is too large', 'troubleshooting.md'],
    ['Is my data encrypted?', 'your-data.md'],
    ['回覆太大', 'troubleshooting.md'],
    ['快照在哪裡？', 'your-data.md'],
    ['What leaves my computer?', 'privacy.md'],
    ['執行超過五分鐘會怎樣？', 'runs-and-steps.md'],
    ['金鑰存在哪裡？', 'connections.md'],
    ['什麼是討論串？', 'conversations.md'],
    ['怎麼換行？', 'conversations.md'],
    ['練習助理有哪些？', 'practice-assistants.md'],
  ])('for "%s" the page %s', (question, page) => expect(best(question)).toBe(page))

  it.each(['What is the weather in Paris?', '你好', '今天天氣如何'])('nothing for "%s"', (question) =>
    expect(best(question)).toBeUndefined(),
  )

  it.each(['What is a run?', 'What is a connection?'])(
    'nothing that went wrong for "%s"',
    async (question) => {
      const { server, ask, threads } = await openDesk({ pages })
      const { thread } = await ask(server.assistantIds.guide, question)
      const part = (await threads.messages.list(thread.id)).data[0]?.content[0]
      expect(part?.type === 'text' && part.text.value).not.toContain('troubleshooting.md')
    },
  )

  it('what its suggested questions ask for, with one marker for each passage', async () => {
    const { client, server, ask, threads } = await openDesk({ pages })
    const { metadata } = await client.beta.assistants.retrieve(server.assistantIds.guide)
    const questions: unknown = JSON.parse(metadata?.suggestions ?? '[]')
    if (!Array.isArray(questions)) throw new Error('a list of questions')
    for (const question of questions) {
      const { thread } = await ask(server.assistantIds.guide, String(question))
      const part = (await threads.messages.list(thread.id)).data[0]?.content[0]
      if (part?.type !== 'text') throw new Error('a text')
      const markers = part.text.value.match(/【\d+:\d+†[^】]*】/g) ?? []
      expect(markers.length).toBeGreaterThan(0)
      expect(part.text.annotations.map(({ text }) => text)).toEqual(markers)
      for (const { text, start_index: from, end_index: to } of part.text.annotations)
        expect(part.text.value.slice(from, to)).toBe(text)
    }
  })
})

describe('a cited text', () => {
  it('is cut into pieces that keep markers and emoji whole and add up to the text', () => {
    const cited = createCitedText()
    cited.add('🐢🐢 before ')
    cited.cite('【4:0†a.md】', 'file-a')
    cited.add('中間🐢'.repeat(9))
    cited.cite('【4:1†b.md】', 'file-b')
    const { text, annotations } = cited.done()
    const pieces = piecesOf(text, annotations)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.flatMap((piece) => piece.annotations)).toEqual(annotations)
    for (const piece of pieces) {
      expect(piece.text.isWellFormed()).toBe(true)
      for (const annotation of piece.annotations) expect(piece.text).toBe(annotation.text)
    }
  })
})
