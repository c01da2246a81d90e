/** What is shown when drawing breaks: words and a way on, never a white window. */
import { Component, type ReactNode } from 'react'
import { m } from '../../shared/words/generated/messages.js'
import { Button } from '../ui/Button.tsx'

interface ErrorBoundaryProps {
  children: ReactNode
}

/** React knows error boundaries only as classes. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { message: string | null }> {
  override state: { message: string | null } = { message: null }

  static getDerivedStateFromError(thrown: unknown) {
    return { message: thrown instanceof Error ? thrown.message : String(thrown) }
  }

  override render() {
    const { message } = this.state
    if (message === null) return this.props.children
    return (
      <main className="grid h-full place-items-center p-6">
        <div role="alert" className="w-full max-w-[440px]">
          <h1 className="text-[20px] leading-7 font-semibold">{m.crash_title()}</h1>
          <p className="mt-2 text-sm text-fg-2">{m.crash_body()}</p>
          <p className="mt-2 font-mono text-xs text-fg-3 select-text">{message}</p>
          <Button weight="primary" className="mt-4" onClick={() => location.reload()}>
            {m.crash_reload()}
          </Button>
        </div>
      </main>
    )
  }
}
