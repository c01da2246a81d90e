/** Every kind of wrong server has its own sentence; the question stays, and the next send works. */
import { expect } from '@playwright/test'
import { answers, connect, conversation, errorCard, fillForm, KEY, send, test } from './desk.ts'
import { startOddServer, type Oddity } from './odd-server.ts'

const SENTENCES: Record<Oddity, RegExp> = {
  html: /page came back/i,
  'login page': /sign|log ?in/i,
  'cut JSON': /cut|broke off|incomplete|middle/i,
  redirect: /redirect|localhost:9|points/i,
  'wrong path': /\/v1|path|address/i,
  'unknown assistant': /assistant/i,
  'server error': /500|server/i,
  'rate limit': /too many|busy|limit|wait/i,
  'no quota': /quota|credit/i,
}

const said = new Map<string, string>()

for (const [oddity, sentence] of Object.entries(SENTENCES)) {
  test(`a server with ${oddity} is explained, and the same question is answered after the address is mended`, async ({
    launch,
    serve,
  }) => {
    // The names above are the keys of this record.
    const odd = await startOddServer(oddity as Oddity)
    const good = await serve()
    const { page } = await launch()
    await connect(page, good, { baseUrl: odd.baseUrl })
    await send(page, 'What is a thread?')
    const card = errorCard(page)
    await expect(card).toContainText(sentence, { timeout: 30_000 })
    const title = (await card.getByRole('heading').first().textContent()) ?? ''
    expect([...said.values()]).not.toContain(title)
    said.set(oddity, title)
    await expect(conversation(page).getByRole('article', { name: 'You' })).toContainText('What is a thread?')

    await page.getByRole('button', { name: 'Settings' }).first().click()
    await page
      .getByRole('navigation', { name: 'Sections of the settings' })
      .getByRole('button', { name: new URL(odd.baseUrl).host })
      .click()
    await page.getByRole('button', { name: 'Replace' }).click()
    await fillForm(page, { baseUrl: good.baseUrl, key: KEY })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.keyboard.press('Escape')
    await card.getByRole('button', { name: 'Ask again' }).click()
    await expect(answers(page, 'Tester').last()).toContainText('thread')
    await expect(conversation(page).getByRole('article', { name: 'You' })).toHaveCount(1)
    await odd.close()
  })
}
