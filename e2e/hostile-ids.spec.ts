/** Servers whose IDs are names that JavaScript or a path knows: everything lands where it belongs, and objects stay what they are. */
import { expect, type Page } from '@playwright/test'
import { answers, ask, connect, conversation, test } from './desk.ts'
import { startScriptedServer } from './scripted-server.ts'
import { tried } from './tried.ts'

const IDS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '../x',
  '../../files/x',
  'a/b?c#d',
  '%2e%2e',
  ' ',
  '0',
  '9007199254740993',
  '<img src=x onerror=1>',
  '\u202egnp',
]

const ownKeys = (page: Page) =>
  page.evaluate(() =>
    [Object.prototype, Array.prototype, Function.prototype].map((each) => Reflect.ownKeys(each).length),
  )

test('threads, questions, runs, answers and steps called __proto__ and the like stay apart, now and after a restart', async ({
  launch,
}) => {
  test.slow()
  let count = 0
  const server = await startScriptedServer((question) => {
    // Asked with each thread first: the conversations come in order.
    if (question.startsWith('thread ')) count++
    const id = IDS[count - 1] ?? 'none'
    return { parts: [`answer ${count}`], ids: { thread: id, question: id, run: id, answer: id, step: id } }
  })
  try {
    const first = await launch()
    const { page } = first
    await connect(
      page,
      { baseUrl: server.baseUrl, assistantIds: { guide: '__proto__' } },
      { assistantId: '__proto__' },
    )
    const before = await ownKeys(page)
    const mainBefore = await first.app.evaluate(() => Reflect.ownKeys(Object.prototype).length)
    for (const [at] of IDS.entries()) {
      if (at > 0) await page.getByRole('button', { name: 'New conversation' }).first().click()
      await ask(page, `question ${at + 1}.`)
      await expect(answers(page, 'Tester')).toHaveText(new RegExp(`answer ${at + 1}$`))
    }
    expect(await ownKeys(page)).toEqual(before)
    expect(await first.app.evaluate(() => Reflect.ownKeys(Object.prototype).length)).toBe(mainBefore)
    await showEach(page)
    await first.close()

    const second = await launch({ profile: first.profile })
    await showEach(second.page)
    expect(await second.app.evaluate(() => Reflect.has({}, 'polluted'))).toBe(false)
    // No ID led out of its place in an address.
    expect(server.asked.filter((line) => !/^\w+ \/v1\/(assistants|threads|models)/.test(line))).toEqual([])
    tried(IDS.length * 5)
  } finally {
    await server.close()
  }
})

/** Each conversation is in the list and holds its own question and answer. */
async function showEach(page: Page): Promise<void> {
  const list = page.getByRole('navigation', { name: 'Conversations' })
  for (const [at] of IDS.entries()) {
    await list
      .getByRole('button', { name: new RegExp(`question ${at + 1}\\.`) })
      .first()
      .click()
    await expect(conversation(page)).toContainText(`question ${at + 1}.`)
    await expect(answers(page, 'Tester').last()).toHaveText(new RegExp(`answer ${at + 1}$`))
    await expect(conversation(page).getByRole('article')).toHaveCount(2)
  }
}
