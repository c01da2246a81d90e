/** The real app over a fake bridge, in the state named in the address: `?state=tools&theme=dark&locale=zh-TW`. For our own eyes only. */
import { paintFirst } from '../app/appearance.ts'
import { mountApp } from '../app/mount.tsx'
import { createFakeBridge } from './fake-bridge.ts'
import { SCENES, isSceneName } from './scenes.ts'

const query = new URLSearchParams(location.search)
const name = query.get('state') ?? 'done'
const scene = SCENES[isSceneName(name) ? name : 'done']
const locale = query.get('locale') === 'zh-TW' ? 'zh-TW' : 'en'
const theme = query.get('theme') === 'dark' ? 'dark' : 'light'

window.assistant = createFakeBridge(scene({ locale, theme }))
paintFirst(query)
mountApp(document.getElementById('root'))
