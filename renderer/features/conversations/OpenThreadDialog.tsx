/** Asks for the ID of a thread that began elsewhere, and reads it into a conversation. */
import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { OpenedThread } from '../../../shared/contract/routes/conversations.ts'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import { threadIdProblem, type ThreadIdProblem } from '../../../shared/domain/thread-id.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { onEvent, request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { joinSentences } from '../../ui/format.ts'

interface OpenThreadDialogProps {
  assistants: readonly Assistant[]
  /** Chosen at first. */
  assistantId: string
  onOpened(opened: OpenedThread): void
  onClose(): void
}

const PROBLEMS: Record<ThreadIdProblem, () => string> = {
  empty: m.open_thread_empty,
  spaces: m.open_thread_spaces,
  'too-long': m.open_thread_too_long,
  key: m.open_thread_key,
  'not-a-thread': m.open_thread_not_a_thread,
}

/** Open as long as it is in the page. Closing it stops the reading. */
export function OpenThreadDialog({
  assistants,
  assistantId: first,
  onOpened,
  onClose,
}: OpenThreadDialogProps) {
  const [assistantId, choose] = useState(first)
  const [written, write] = useState('')
  const reading = useReading(onOpened)
  const box = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reading.begin(assistantId, written)
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Popup
          initialFocus={box}
          className="fixed top-1/2 left-1/2 z-50 w-[480px] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 rounded-lg border border-line-strong bg-raised p-5 shadow-2 outline-none"
        >
          <Dialog.Title className="text-[17px] leading-[26px] font-semibold">
            {m.open_thread_title()}
          </Dialog.Title>
          <Dialog.Description className="mt-1 text-sm text-fg-2">{m.open_thread_intro()}</Dialog.Description>
          <form className="mt-4 flex flex-col gap-4" onSubmit={submit}>
            <AssistantChoice assistants={assistants} chosen={assistantId} onChoose={choose} />
            <Field
              ref={box}
              label={m.open_thread_id()}
              placeholder="thread_…"
              className="font-mono"
              value={written}
              error={errorWords(reading)}
              onChange={({ target }) => {
                write(target.value)
                reading.forget()
              }}
            />
            <div className="flex items-center justify-end gap-2">
              <output className="me-auto text-xs text-fg-3 tabular-nums">
                {reading.count !== null && m.open_thread_reading({ count: reading.count })}
              </output>
              <Button onClick={onClose}>{m.cancel()}</Button>
              <Button type="submit" weight="primary" disabled={reading.count !== null}>
                {m.open_thread_go()}
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function errorWords({ problem, failure }: Pick<Reading, 'problem' | 'failure'>): string | undefined {
  if (problem !== null) return PROBLEMS[problem]()
  if (failure === null) return undefined
  if (failure.kind === 'thread-not-found') return m.open_thread_not_found()
  const { title, why } = explain(failure)
  return joinSentences(title, why)
}

interface AssistantChoiceProps {
  assistants: readonly Assistant[]
  chosen: string
  onChoose(assistantId: string): void
}

function AssistantChoice({ assistants, chosen, onChoose }: AssistantChoiceProps) {
  return (
    <label className="flex flex-col gap-1.5 text-sm font-medium">
      {m.open_thread_assistant()}
      <select
        value={chosen}
        onChange={({ target }) => onChoose(target.value)}
        className="h-9 rounded-md border border-field-line bg-raised px-2.5 text-sm font-normal"
      >
        {assistants.map(({ id, nickname }) => (
          <option key={id} value={id}>
            {nickname}
          </option>
        ))}
      </select>
    </label>
  )
}

interface Reading {
  /** How many messages are there so far; null while nothing is read. */
  count: number | null
  problem: ThreadIdProblem | null
  failure: AppError | null
  begin(assistantId: string, written: string): void
  /** What was wrong with what stood there before. */
  forget(): void
}

const AT_REST = { count: null, problem: null, failure: null }

function useReading(onOpened: (opened: OpenedThread) => void): Reading {
  const [state, setState] = useState<Pick<Reading, 'count' | 'problem' | 'failure'>>(AT_REST)
  const workId = useRef<string | null>(null)
  useEffect(() => {
    const stopHearing = onEvent((event) => {
      if (event.type === 'work-grew' && event.workId === workId.current)
        setState({ ...AT_REST, count: event.done })
    })
    return () => {
      stopHearing()
      // Leaving the dialog is leaving the reading.
      if (workId.current !== null)
        request('conversations.stopReading', { workId: workId.current }).catch(() => undefined)
    }
  }, [])
  async function read(id: string, assistantId: string, threadId: string) {
    workId.current = id
    setState({ ...AT_REST, count: 0 })
    try {
      const opened = await request('conversations.openThread', { assistantId, threadId, workId: id })
      workId.current = null
      if (opened !== null) onOpened(opened)
    } catch (thrown) {
      workId.current = null
      setState({ ...AT_REST, failure: toAppError(thrown) })
    }
  }
  return {
    ...state,
    begin(assistantId, written) {
      const problem = threadIdProblem(written)
      if (problem !== null) setState({ ...AT_REST, problem })
      else void read(crypto.randomUUID(), assistantId, written.trim())
    },
    forget: () => setState(({ count }) => ({ ...AT_REST, count })),
  }
}
