/** An answer's text as markdown, with its citations as numbered marks that open to the passage. */
import { useCallback, useMemo } from 'react'
import type { Citation } from '../../../shared/domain/conversation.ts'
import { Markdown } from '../../ui/markdown/Markdown.tsx'
import { CitationMark } from './CitationMark.tsx'
import { marksOf, type Source } from './citations.ts'
import { openLink } from './open-link.ts'

interface RichTextProps {
  text: string
  citations: readonly Citation[]
  sources: readonly Source[]
  isGrowing: boolean
}

/** Loaded after the first paint. */
export function RichText({ text, citations, sources, isGrowing }: RichTextProps) {
  const marks = useMemo(() => marksOf(text, citations, sources), [text, citations, sources])
  const renderMark = useCallback(
    (number: number) => {
      const source = sources.find((known) => known.number === number)
      return source === undefined ? null : <CitationMark source={source} onOpenLink={openLink} />
    },
    [sources],
  )
  return (
    <Markdown text={text} marks={marks} isGrowing={isGrowing} onOpenLink={openLink} renderMark={renderMark} />
  )
}
