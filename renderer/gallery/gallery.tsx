/**
 * The real app over a fake bridge, in the state named in the address:
 * `?state=tools&theme=dark&locale=zh-TW&open=inspector&now=1795000000000`. Without a state it lists them all. For our own eyes and for pictures.
 */
import { createRoot } from 'react-dom/client'
import { paintFirst } from '../app/appearance.ts'
import { COMMANDS } from '../app/commands.ts'
import { mountApp } from '../app/mount.tsx'
import { deskStore } from '../app/desk-store.ts'
import { baseLocale, isLocale } from '../../shared/words/generated/runtime.js'
import { createFakeBridge } from './fake-bridge.ts'
import { GalleryIndex } from './GalleryIndex.tsx'
import { Parts } from './Parts.tsx'
import { SCENES, isSceneName } from './scenes.ts'

const query = new URLSearchParams(location.search)
const name = query.get('state') ?? ''
const asked = query.get('locale')
const locale = isLocale(asked) ? asked : baseLocale
const theme = query.get('theme') === 'dark' ? 'dark' : 'light'
const root = document.getElementById('root')

paintFirst(query)
if (isSceneName(name)) {
  window.assistant = createFakeBridge(SCENES[name]({ locale, theme }))
  mountApp(root)
  whenThere(openPlace)
} else if (root !== null) createRoot(root).render(name === 'parts' ? <Parts /> : <GalleryIndex />)

/** Carries out the command named in the address: `open=inspector`, `open=general`, and so on. */
function openPlace(): void {
  COMMANDS.find(({ id }) => id === query.get('open'))?.run()
}

function whenThere(act: () => void): void {
  const stop = deskStore.subscribe(({ desk, place }) => {
    if (
      desk === null ||
      (place.at === 'conversation' && place.conversationId === null && desk.conversations.length > 0)
    )
      return
    stop()
    act()
  })
}
