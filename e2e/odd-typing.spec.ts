/** What people paste: far too much, and characters that trip programs up. Nothing freezes, nothing is lost, and what is sent is what stands there. */
import { expect, type Page } from '@playwright/test'
import { connect, conversation, KEY, messageBox, test } from './desk.ts'
import { tried } from './tried.ts'

/** A page that takes longer than this to answer is frozen to whoever looks at it. */
const FROZEN = { timeout: 5_000 }
const LIMIT = 256_000

/** As a paste arrives: in one piece, through the same door as the system's clipboard. */
const paste = (page: Page, text: string): Promise<void> =>
  messageBox(page).evaluate((box, pasted) => {
    const { document } = globalThis as unknown as { document: { execCommand(...args: unknown[]): boolean } }
    ;(box as unknown as { focus(): void }).focus()
    document.execCommand('insertText', false, pasted)
  }, text)

test('one character too many is counted before it is sent, and kept over a restart', async ({ launch }) => {
  const first = await launch()
  await first.page.getByRole('button', { name: 'Try the practice assistant' }).click()
  await messageBox(first.page).fill('x'.repeat(LIMIT + 1))
  await expect(first.page.getByRole('alert')).toContainText('256,001')
  await expect(first.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await first.close()
  const second = await launch({ profile: first.profile })
  await expect.poll(async () => (await messageBox(second.page).inputValue()).length).toBe(LIMIT + 1)
  await messageBox(second.page).fill('x'.repeat(LIMIT))
  await expect(second.page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled()
})

test('five million characters at once become a file, said so, without freezing the window', async ({
  launch,
}) => {
  const { app, page } = await launch()
  await page.getByRole('button', { name: 'Try the practice assistant' }).click()
  await messageBox(page).fill('Typed before. ')
  await app.evaluate(({ clipboard }) => clipboard.writeText('a line of a very long log\n'.repeat(200_000)))
  await messageBox(page).press('Control+v')
  await expect(page.getByText('it was attached as a file')).toBeVisible(FROZEN)
  await expect(page.getByText('Pasted text.txt')).toBeVisible(FROZEN)
  await messageBox(page).pressSequentially('And after.')
  await expect(messageBox(page)).toHaveValue('Typed before. And after.', FROZEN)
})

const ODD: readonly (readonly [string, string])[] = [
  ['NUL and control characters', 'a\u0000b\u0001c\u001bd\u007fe\u0085f\u009bg'],
  ['line and paragraph separators', 'a\u2028b\u2029c'],
  ['many marks on one letter', `Z${'\u0301\u0327\u0489'.repeat(100)}algo`],
  ['both directions', 'abc \u05d0\u05d1\u05d2 \u202edef\u202c \u2067ghi\u2069'],
  ['emoji of many parts', '👨‍👩‍👧‍👦 🇹🇼 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u0301'],
]

test('odd characters reach the server and the disk as they were typed', async ({ launch, serve }) => {
  const server = await serve()
  const first = await launch()
  await connect(first.page, server)
  for (const [what, text] of ODD) {
    await messageBox(first.page).fill('')
    await paste(first.page, `${what}: ${text}`)
    const typed = await messageBox(first.page).inputValue()
    await first.page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(messageBox(first.page)).toHaveValue('')
    await expect.poll(() => saidAtServer(server), { message: what }).toContain(withoutNul(typed))
    await expect(first.page.getByRole('button', { name: 'Cancel run' })).toHaveCount(0)
  }
  await messageBox(first.page).fill(ODD.map(([, text]) => text).join(' '))
  const draft = await messageBox(first.page).inputValue()
  const shown = await questionsOf(first.page)
  await first.close()
  const second = await launch({ profile: first.profile })
  await expect.poll(() => questionsOf(second.page)).toEqual(shown)
  await expect(messageBox(second.page)).toHaveValue(withoutNul(draft))
  tried(ODD.length)
})

/** The one character that goes: databases end a text there. */
const withoutNul = (text: string): string => text.replaceAll('\0', '')

const questionsOf = (page: Page) => conversation(page).getByRole('article', { name: 'You' }).allTextContents()

async function saidAtServer(server: {
  baseUrl: string
  requests: readonly { path: string }[]
}): Promise<string[]> {
  const thread = /\/threads\/([^/]+)\//.exec(
    server.requests.findLast(({ path }) => /\/threads\/[^/]+\//.test(path))?.path ?? '',
  )?.[1]
  const headers = { authorization: `Bearer ${KEY}`, 'openai-beta': 'assistants=v2' }
  const reply = await fetch(`${server.baseUrl}/threads/${thread ?? ''}/messages?limit=100`, { headers })
  const { data } = (await reply.json()) as { data?: { content: { text?: { value: string } }[] }[] }
  return (data ?? []).flatMap(({ content }) => content.map(({ text }) => text?.value ?? ''))
}

test('undoing after a restart takes back what was typed since, never the draft that was kept', async ({
  launch,
}) => {
  const first = await launch()
  await first.page.getByRole('button', { name: 'Try the practice assistant' }).click()
  await messageBox(first.page).pressSequentially('kept from yesterday')
  await first.close()
  const { page } = await launch({ profile: first.profile })
  await expect(messageBox(page)).toHaveValue('kept from yesterday')
  await messageBox(page).press('Control+z')
  await expect(messageBox(page)).toHaveValue('kept from yesterday')
  await messageBox(page).press('End')
  await paste(page, ', and today')
  await messageBox(page).press('Control+z')
  await expect(messageBox(page)).toHaveValue('kept from yesterday')
  await messageBox(page).press('Control+Shift+z')
  await expect(messageBox(page)).toHaveValue('kept from yesterday, and today')
})
