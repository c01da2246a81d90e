/** The one live region of a conversation: what it is given is read out once, in order, when the listener has a moment. */
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Message } from '../../../shared/domain/conversation.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import { useExplanation } from '../../ui/explanation.ts'
import { languageOf } from '../../ui/language.ts'
import { heardSoFar, newsSince, troubleOf, type Heard } from './announcing.ts'
import { chatStore } from './chat-store.ts'

/** What was read out long ago need not stay. */
const KEPT = 30

interface AnnouncerProps {
  run: Run | null
  messages: readonly Message[]
  speaker: string
  /** The reader is away from the end: what comes with another page is not news. */
  isAway: boolean
}

interface Line {
  id: number
  words: string
}

/** Silent for what was there when the conversation was opened. The cards in the list are not live: a row may come and go. */
export function Announcer({ run, messages, speaker, isAway }: AnnouncerProps) {
  const live = useStore(chatStore, (chat) => chat.live)
  const failure = useExplanation(troubleOf(run))
  const heard = useRef<Heard | null>(null)
  const wasAway = useRef(isAway)
  const [lines, setLines] = useState<readonly Line[]>([])
  useEffect(() => {
    const shown = { run, messages, live, speaker, failure }
    if (heard.current === null || isAway || wasAway.current) heard.current = heardSoFar(shown)
    wasAway.current = isAway
    const since = newsSince(heard.current, shown)
    heard.current = since.heard
    if (since.news.length === 0) return
    setLines((before) => {
      const next = (before.at(-1)?.id ?? 0) + 1
      return [...before, ...since.news.map((words, at) => ({ id: next + at, words }))].slice(-KEPT)
    })
  }, [run, messages, live, speaker, failure, isAway])
  return (
    <div aria-live="polite" aria-relevant="additions" aria-atomic="false" className="sr-only">
      {lines.map(({ id, words }) => (
        <p key={id} lang={languageOf(words)}>
          {words}
        </p>
      ))}
    </div>
  )
}
