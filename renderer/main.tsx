/** Starts the window: theme and language first, so that the first paint has both, then the app. */
import { paintFirst } from './app/appearance.ts'
import { mountApp } from './app/mount.tsx'

paintFirst(new URLSearchParams(location.search))
mountApp(document.getElementById('root'))
