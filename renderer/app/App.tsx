/** The window as a whole: theme and language around the shell, words where something breaks. */
import { CSPProvider } from '@base-ui/react/csp-provider'
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { m } from '../../shared/words/generated/messages.js'
import { explain } from '../../shared/words/explain.ts'
import type { AppError } from '../../shared/errors.ts'
import { saveRemoteFile } from '../features/chat/files-port.ts'
import { Button } from '../ui/Button.tsx'
import { SaveFileContext, type SaveFile } from '../ui/file-saving.ts'
import { joinSentences } from '../ui/format.ts'
import { useTheme } from './appearance.ts'
import { loadDesk } from './desk-actions.ts'
import { deskStore, type Desk } from './desk-store.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Shell } from './Shell.tsx'

const NewerStore = lazy(async () => ({ default: (await import('./NewerStore.tsx')).NewerStore }))
const ToastArea = lazy(async () => ({ default: (await import('../ui/ToastArea.tsx')).ToastArea }))

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
  if (error.kind !== 'newer-store') return <StartFailed error={error} />
  return (
    <Suspense fallback={null}>
      <NewerStore error={error} onBegun={() => void loadDesk()} />
    </Suspense>
  )
}

function StartFailed({ error }: { error: AppError }) {
  const { title, why, todo } = explain(error)
  return (
    <main className="grid h-full place-items-center p-6">
      <div role="alert" className="w-full max-w-[440px]">
        <h1 className="text-[20px] leading-7 font-semibold">{m.start_failed()}</h1>
        <p className="mt-2 text-sm">{title}</p>
        <p className="mt-1 text-sm text-fg-2">{joinSentences(why, todo)}</p>
        <Button weight="primary" className="mt-4" onClick={() => void loadDesk()}>
          {m.try_again()}
        </Button>
      </div>
    </main>
  )
}
