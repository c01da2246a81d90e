/** The window as a whole: theme and language around the shell, words where something breaks. */
import { CSPProvider } from '@base-ui/react/csp-provider'
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '../../shared/errors.ts'
import { saveRemoteFile } from '../features/chat/files-port.ts'
import { SaveFileContext, type SaveFile } from '../ui/file-saving.ts'
import { idle } from '../ui/idle.ts'
import { useTheme } from './appearance.ts'
import { loadDesk } from './desk-news.ts'
import { deskStore, type Desk } from './desk-store.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Shell } from './Shell.tsx'

const StartFailed = lazy(async () => ({ default: (await import('./StartFailed.tsx')).StartFailed }))
const NewerStore = lazy(async () => ({ default: (await import('./NewerStore.tsx')).NewerStore }))
/** Nothing is said in the first moments; what is said waits for it. */
const TOASTS_WITHIN_MS = 1_000
const ToastArea = lazy(async () => {
  await idle(TOASTS_WITHIN_MS)
  return { default: (await import('../ui/ToastArea.tsx')).ToastArea }
})

/** Keyed by the language, so that every word is drawn anew when it changes. */
export function App() {
  const desk = useStore(deskStore, (state) => state.desk)
  const startError = useStore(deskStore, (state) => state.startError)
  return (
    <CSPProvider disableStyleElements>
      <ErrorBoundary key={desk?.locale ?? 'none'}>
        {desk !== null && <Ready desk={desk} />}
        {desk === null && startError !== null && <NotStarted error={startError} />}
        <Suspense fallback={null}>
          <ToastArea />
        </Suspense>
      </ErrorBoundary>
    </CSPProvider>
  )
}

const saveImage: SaveFile = (folder, fileId) => saveRemoteFile(folder, fileId, null)

function Ready({ desk }: { desk: Desk }) {
  useTheme(desk.settings.theme)
  return (
    <SaveFileContext value={saveImage}>
      <Shell desk={desk} />
    </SaveFileContext>
  )
}

function NotStarted({ error }: { error: AppError }) {
  return (
    <Suspense fallback={null}>
      {error.kind === 'newer-store' ? (
        <NewerStore error={error} onBegun={() => void loadDesk()} />
      ) : (
        <StartFailed error={error} onTryAgain={() => void loadDesk()} />
      )}
    </Suspense>
  )
}
