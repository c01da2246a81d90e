/** Lists every scene beside the one that is looked at. Told in English only: it is ours. */
import { useState } from 'react'
import type { Locale } from '../../shared/domain/settings.ts'
import { locales } from '../../shared/words/generated/runtime.js'
import { Choices } from '../ui/Choices.tsx'
import { SmallSelect } from '../ui/SmallSelect.tsx'
import { SCENE_NAMES } from './scenes.ts'

const PLACES = [
  '',
  'general',
  'data',
  'about',
  'connect',
  'inspector',
  'palette',
  'shortcuts',
  'find',
  'thread',
  'export-this',
]
const SIZES = ['100%', '1280x800', '900x600', '450x300', '2560x1440']

/** What is chosen stands in the frame's address, so that it can be opened alone. */
export function GalleryIndex() {
  const [scene, setScene] = useState('done')
  const [theme, setTheme] = useState<'light' | 'dark'>('light')
  const [locale, setLocale] = useState<Locale>('en')
  const [place, setPlace] = useState('')
  const [size, setSize] = useState('100%')
  const [width = '100%', height = '100%'] = size === '100%' ? [] : size.split('x').map((side) => `${side}px`)
  const address = `?${new URLSearchParams({ state: scene, theme, locale, open: place }).toString()}`
  return (
    <div className="flex h-full">
      <nav
        aria-label="Scenes"
        className="scroll w-48 shrink-0 overflow-y-auto border-e border-line bg-side p-3"
      >
        <ul>
          {['parts', ...SCENE_NAMES].map((name) => (
            <li key={name}>
              <button
                type="button"
                aria-current={name === scene ? 'page' : undefined}
                className={`h-7 w-full rounded-sm px-2 text-start text-sm ${name === scene ? 'bg-active font-medium' : 'text-fg-2 hover:bg-hover'}`}
                onClick={() => setScene(name)}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main className="flex min-w-0 flex-1 flex-col">
        <div className="flex h-12 shrink-0 items-center gap-4 border-b border-line px-4">
          <Choices
            isCompact
            label="Theme"
            value={theme}
            options={THEMES}
            onChoose={(value) => setTheme(value)}
          />
          <Choices
            isCompact
            label="Language"
            value={locale}
            options={LOCALES}
            onChoose={(value) => setLocale(value)}
          />
          <SmallSelect
            label="Open"
            name="Open"
            value={place}
            options={named(...PLACES)}
            onChoose={setPlace}
          />
          <SmallSelect label="Size" name="Size" value={size} options={named(...SIZES)} onChoose={setSize} />
          <a className="text-sm text-accent underline" href={address}>
            alone
          </a>
        </div>
        <div className="scroll min-h-0 flex-1 overflow-auto bg-sunk">
          {/* oxlint-disable-next-line react/iframe-missing-sandbox -- our own page beside this one */}
          <iframe key={address} title={scene} src={address} style={{ width, height }} className="bg-bg" />
        </div>
      </main>
    </div>
  )
}

const named = <T extends string>(...values: readonly T[]): { value: T; words: string }[] =>
  values.map((value) => ({ value, words: value === '' ? 'nothing' : value }))
const THEMES = named<'light' | 'dark'>('light', 'dark')
const LOCALES = named<Locale>(...locales)
