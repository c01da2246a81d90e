/** An input method's keys are its own: Enter and Escape while it composes neither send, save, open, rename nor close anything. */
import { expect, type CDPSession, type Locator, type Page } from '@playwright/test'
import { conversation, messageBox, send, test, tryPractice } from './desk.ts'
import { frames } from './scrolling.ts'
import { tried } from './tried.ts'

/** What is typed by its sounds before the characters are chosen. */
const SOUNDS = 'ㄅㄠˇ ㄍㄨˋ'
const CHARACTERS = '保固'
/** What a key is called while an input method deals with it. */
const IN_PROCESS = 229

const press = (cdp: CDPSession, key: 'Enter' | 'Escape' | 'ArrowDown') =>
  cdp.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key,
    code: key,
    windowsVirtualKeyCode: IN_PROCESS,
  })

/** Another journey's window may take the system's focus meanwhile, which would end a composition: this one keeps its own. */
async function inputMethodOf(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  return cdp
}

interface Field {
  box: Locator
  /** Fails when the key did what it does without an input method. */
  unmoved(): Promise<void>
}

/** Composes in the field, presses every key that acts there, and takes the characters. */
async function compose(cdp: CDPSession, { box, unmoved }: Field): Promise<void> {
  await box.focus()
  const before = await box.inputValue()
  const composition = { text: SOUNDS, selectionStart: SOUNDS.length, selectionEnd: SOUNDS.length }
  await cdp.send('Input.imeSetComposition', composition)
  await expect(box).toHaveValue(`${before}${SOUNDS}`)
  for (const key of ['Enter', 'ArrowDown', 'Escape', 'Enter'] as const) {
    await press(cdp, key)
    await expect(box).toBeFocused()
    await unmoved()
  }
  await cdp.send('Input.insertText', { text: CHARACTERS })
  await press(cdp, 'Enter')
  await expect(box).toHaveValue(`${before}${CHARACTERS}`)
  await expect(box).toBeFocused()
  await unmoved()
  // The next key is a key of its own, not the one that ended the composition.
  await frames(box.page(), 8)
  tried(6)
}

test('in Message nothing is sent until Enter is pressed by itself', async ({ launch }) => {
  const { page } = await launch()
  const cdp = await inputMethodOf(page)
  await tryPractice(page)
  const articles = conversation(page).getByRole('article')
  await compose(cdp, { box: messageBox(page), unmoved: () => expect(articles).toHaveCount(0) })
  await page.keyboard.press('Enter')
  await expect(articles.first()).toContainText(CHARACTERS)
})

test('in the fields around a conversation nothing is opened, renamed, gone to or closed', async ({
  launch,
}) => {
  const { page } = await launch()
  const cdp = await inputMethodOf(page)
  await tryPractice(page)
  await send(page, '保固 What is a run?')
  await expect(conversation(page).getByRole('article', { name: 'Guide' })).toBeVisible()
  const navigation = page.getByRole('navigation', { name: 'Conversations' })
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(conversation(page).getByRole('article')).toHaveCount(0)

  const stays = () => expect(conversation(page).getByRole('article')).toHaveCount(0)
  const search = page.getByRole('searchbox', { name: 'Search conversations' })
  await search.fill('保固')
  await expect(page.getByRole('region', { name: 'Search results' }).getByRole('button').first()).toBeVisible()
  await compose(cdp, { box: search, unmoved: stays })
  await search.fill('')

  await page.keyboard.press('Control+K')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  const open = async () => {
    await expect(palette).toBeVisible()
    await stays()
  }
  await compose(cdp, { box: palette.getByRole('combobox'), unmoved: open })
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)

  const row = navigation.getByRole('button', { name: /^保固/ }).first()
  await row.focus()
  await page.keyboard.press('F2')
  const rename = navigation.getByRole('textbox')
  await rename.press('End')
  await compose(cdp, { box: rename, unmoved: () => expect(rename).toHaveCount(1) })
  await page.keyboard.press('Enter')
  await expect(row).toContainText(CHARACTERS)

  await row.click()
  await page.keyboard.press('Control+F')
  const bar = page.getByRole('search', { name: 'Find in conversation' })
  const unmoved = () => expect(bar).toBeVisible()
  await compose(cdp, { box: bar.getByRole('searchbox'), unmoved })
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
})

test('in forms and cards nothing is saved or sent', async ({ launch }) => {
  const { page } = await launch()
  const cdp = await inputMethodOf(page)
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  for (const name of ['Base URL', 'Assistant ID', 'Nickname']) {
    const box = page.getByRole('textbox', { name })
    const unmoved = () => expect(page.getByText(/required/)).toHaveCount(0)
    await compose(cdp, { box, unmoved })
  }
  await page.getByRole('textbox', { name: 'Assistant ID' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Base URL' })).toHaveAccessibleDescription(/./)
  await page.keyboard.press('Escape')
  await tryPractice(page)
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog').getByRole('combobox').fill('Order desk')
  await page.keyboard.press('Enter')
  await send(page, 'Where is order 48-2213 and what is in it?')
  const result = page.getByRole('textbox', { name: /get_order|Result/ }).first()
  const sendResult = page.getByRole('button', { name: 'Send result' })
  await expect(sendResult).toBeVisible()
  await compose(cdp, { box: result, unmoved: () => expect(sendResult).toBeVisible() })
})
