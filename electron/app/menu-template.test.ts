/** The menus: whole in both languages, each key once, and only what can be done where the mouse is. */
import type { MenuItemConstructorOptions as Item } from 'electron'
import { afterEach, describe, expect, it } from 'vitest'
import { setLocale } from '../../shared/words/generated/runtime.js'
import { contextTemplate, menuTemplate, type ContextDeeds, type Spot } from './menu-template.ts'

const world = {
  appName: 'Assistant Desk',
  isDevelopment: false,
  onCommand: () => undefined,
  onQuit: () => undefined,
}
const everyItem = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? everyItem(item.submenu) : [])])
const menuOn = (platform: NodeJS.Platform, over: Partial<typeof world> = {}) =>
  everyItem(menuTemplate({ ...world, ...over, platform }))
/** Chooses it; what it is told of the window and the keys held does not matter. */
const press = ({ click }: Item): void => (click as (() => void) | undefined)?.()
const labels = (items: readonly Item[]) => items.flatMap(({ label }) => (label === undefined ? [] : [label]))

afterEach(() => void setLocale('en', { reload: false }))

describe.each(['linux', 'win32', 'darwin'] as const)('the menu bar on %s', (platform) => {
  it('has words for every item, in Chinese other ones than in English', () => {
    const english = menuOn(platform)
    void setLocale('zh-TW', { reload: false })
    const chinese = menuOn(platform)
    for (const items of [english, chinese])
      for (const item of items) if (item.type !== 'separator') expect(item.label).toMatch(/./)
    const same = labels(chinese).filter((label) => labels(english).includes(label))
    expect(same).toEqual(platform === 'darwin' ? ['Assistant Desk'] : [])
  })

  it('gives each key to one item', () => {
    const keys = menuOn(platform).flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toContain('CommandOrControl+,')
    expect(keys).toContain('CommandOrControl+0')
  })

  it('quits through the question about open runs, and by nothing else', () => {
    let asked = 0
    const items = menuOn(platform, { onQuit: () => void (asked += 1) })
    const quit = items.find(({ label }) => label === 'Quit')
    if (quit !== undefined) press(quit)
    expect(asked).toBe(1)
    expect(items.filter(({ role }) => role === 'quit')).toEqual([])
  })

  it('shows tools for developers in development only', () => {
    expect(menuOn(platform).some(({ role }) => role === 'toggleDevTools')).toBe(false)
    expect(menuOn(platform, { isDevelopment: true }).some(({ role }) => role === 'toggleDevTools')).toBe(true)
  })
})

describe('the menu of the right mouse button', () => {
  const nothing: Spot = {
    isEditable: false,
    selectionText: '',
    linkURL: '',
    misspelledWord: '',
    dictionarySuggestions: [],
    editFlags: flags(),
  }
  const deeds = { onCopyText: () => undefined, onReplaceWord: () => undefined, onLearnWord: () => undefined }
  const at = (spot: Partial<Spot>, over: Partial<ContextDeeds> = {}) =>
    contextTemplate({ ...nothing, ...spot }, { ...deeds, ...over })

  it.each([
    ['nothing', {}, []],
    ['blanks that are selected', { selectionText: ' \n' }, []],
    ['selected text', { selectionText: 'word' }, ['Copy']],
    ['a link', { linkURL: 'https://example.com/' }, ['Copy link']],
    ['a mail address', { linkURL: 'mailto:a@example.com' }, ['Copy mail address']],
    [
      'a link that is selected',
      { linkURL: 'http://example.com/', selectionText: 'x' },
      ['Copy link', 'Copy'],
    ],
    ['a link of another kind', { linkURL: 'app://bundle/index.html' }, []],
    ['a misspelt word outside of a box', { misspelledWord: 'wrod' }, []],
  ])('over %s', (_what, spot, words) => {
    expect(labels(at(spot))).toEqual(words)
  })

  it('in a box offers what can be done there, and greys out the rest', () => {
    const items = at({ isEditable: true, editFlags: { ...flags(), canPaste: true } })
    expect(labels(items)).toEqual(['Undo', 'Redo', 'Cut', 'Copy', 'Paste', 'Select all'])
    expect(items.filter(({ enabled }) => enabled === false).map(({ role }) => role)).toEqual([
      'undo',
      'redo',
      'cut',
      'copy',
    ])
  })

  it('over a misspelt word offers others in its place, and to learn it', () => {
    const done: string[] = []
    const items = at(
      { isEditable: true, misspelledWord: 'wrod', dictionarySuggestions: ['word', 'rod'] },
      { onReplaceWord: (word) => void done.push(word), onLearnWord: (word) => void done.push(`+${word}`) },
    )
    expect(labels(items).slice(0, 3)).toEqual(['word', 'rod', 'Add to dictionary'])
    for (const item of items) press(item)
    expect(done).toEqual(['word', 'rod', '+wrod'])
    expect(labels(at({ isEditable: true, misspelledWord: 'wrod' }))[0]).toBe('No suggestions')
  })

  it('copies an address without what a link to a mail adds to it', () => {
    const copied: string[] = []
    const copy = (linkURL: string) =>
      at({ linkURL }, { onCopyText: (text) => void copied.push(text) }).forEach(press)
    copy('https://example.com/a?b=c')
    copy('mailto:a@example.com?subject=Hello')
    expect(copied).toEqual(['https://example.com/a?b=c', 'a@example.com'])
  })
})

function flags(): Spot['editFlags'] {
  return {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: false,
    canPaste: false,
    canDelete: false,
    canSelectAll: true,
    canEditRichly: false,
  }
}
