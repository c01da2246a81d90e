/** Tells a screen reader once what a run became: its state, and the finished answer. */
import { useEffect, useRef, useState } from 'react'
import { plainText, type Message } from '../../../shared/domain/conversation.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import { isOver } from '../../../shared/domain/run.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { stateChip } from './run-words.ts'

const READ_OUT = 1_000

interface AnnouncerProps {
  run: Run | null
  messages: readonly Message[]
  speaker: string
}

/** Silent for what was there when the conversation was opened. */
export function Announcer({ run, messages, speaker }: AnnouncerProps) {
  const state = run === null ? null : `${run.id}:${run.state}`
  const heard = useRef<string | null>(null)
  const [words, setWords] = useState('')
  useEffect(() => {
    if (run === null || heard.current === state) return
    const isFirst = heard.current === null && isOver(run)
    heard.current = state
    if (!isFirst) setWords(newsOf(run, messages, speaker))
  }, [run, state, messages, speaker])
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  )
}

function newsOf(run: Run, messages: readonly Message[], name: string): string {
  const text = messages
    .filter((message) => message.role === 'assistant' && message.runId === run.id)
    .map(plainText)
    .join(' ')
  return isOver(run) && text !== ''
    ? m.answer_announced({ name, text: text.slice(0, READ_OUT) })
    : stateChip(run).words
}
