/** What the assistant wrote, part by part; text that is still coming in is read from its own slice of the store. */
import { Suspense } from 'react'
import { useStore } from 'zustand'
import type { Answer, Part } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { languageOf } from '../../ui/language.ts'
import { RemoteFile } from '../../ui/RemoteFile.tsx'
import { sourcesOf, type Source } from './citations.ts'
import { chatStore } from './chat-store.ts'
import { useFoundMark } from './found-context.ts'
import { RichText } from './lazy-rich-text.ts'
import { ProducedFiles } from './ProducedFiles.tsx'
import { Sources } from './Sources.tsx'
import { useHeld } from './use-held.ts'

interface AnswerArticleProps {
  answer: Answer
  speaker: string
}

/** One message of the assistant. */
export function AnswerArticle({ answer, speaker }: AnswerArticleProps) {
  const live = useStore(chatStore, (chat) => chat.live[answer.id])
  const parts = withLive(answer.content, live)
  const sources = sourcesOf(parts)
  const isEmpty =
    answer.status !== 'growing' && parts.every((part) => part.type === 'text' && part.text.trim() === '')
  return (
    <article {...useFoundMark(answer.id)} aria-label={speaker} className="flex flex-col gap-3.5">
      {isEmpty && <p className="text-base text-fg-3">{m.answer_empty()}</p>}
      {parts.map((part, at) => (
        <PartView key={at} part={part} answer={answer} sources={sources} />
      ))}
      <ProducedFiles parts={parts} folder={answer.conversationId} />
      <Sources sources={sources} />
      {answer.status === 'partial' && <p className="text-xs text-warn">{m.answer_partial()}</p>}
    </article>
  )
}

interface PartViewProps<P extends Part = Part> {
  part: P
  answer: Answer
  sources: readonly Source[]
}

function PartView({ part, answer, sources }: PartViewProps) {
  switch (part.type) {
    case 'text':
      return <TextPart part={part} answer={answer} sources={sources} />
    case 'image':
      return <RemoteFile folder={answer.conversationId} fileId={part.fileId} />
    case 'image-url':
      return (
        <p className="w-fit max-w-full rounded-md border border-line bg-sunk px-3 py-2 text-sm text-fg-2 [overflow-wrap:anywhere]">
          {m.part_image_remote({ host: hostOf(part.url) })}
        </p>
      )
    case 'refusal':
      return (
        <div className="rounded-lg border border-line bg-sunk px-4 py-3">
          <p className="text-xs font-medium text-fg-3">{m.part_refusal()}</p>
          <p lang={languageOf(part.text)} dir="auto" className="mt-1 text-base whitespace-pre-wrap">
            {part.text}
          </p>
        </div>
      )
    case 'attachment':
      // Only questions carry files.
      return null
    case 'unknown':
      return <Unknown raw={part.raw} />
  }
}

function Unknown({ raw }: { raw: string }) {
  return (
    <div className="rounded-lg border border-line bg-sunk px-4 py-3 text-sm">
      <p>{m.part_unknown()}</p>
      <details className="mt-1 text-xs">
        <summary className="w-fit text-fg-2">{m.part_raw()}</summary>
        <pre className="mt-2 overflow-x-auto font-mono whitespace-pre-wrap select-text">{raw}</pre>
      </details>
    </div>
  )
}

function withLive(content: Part[], live: Readonly<Record<number, string>> | undefined): Part[] {
  if (live === undefined) return content
  const length = Math.max(content.length, ...Object.keys(live).map((at) => Number(at) + 1))
  return Array.from({ length }, (_, at): Part => {
    const stored = content[at] ?? { type: 'text', text: '', citations: [] }
    const text = live[at]
    return text === undefined || stored.type !== 'text' ? stored : { ...stored, text }
  })
}

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url.slice(0, 80)
  }
}

function TextPart({ part, answer, sources }: PartViewProps<Extract<Part, { type: 'text' }>>) {
  const { place, isHeld } = useHeld(answer.status === 'growing')
  return (
    <div ref={place} lang={languageOf(part.text)} className="prose-a select-text">
      <Suspense
        fallback={
          <p dir="auto" className="whitespace-pre-wrap">
            {part.text}
          </p>
        }
      >
        <RichText text={part.text} citations={part.citations} sources={sources} isGrowing={isHeld} />
      </Suspense>
    </div>
  )
}
