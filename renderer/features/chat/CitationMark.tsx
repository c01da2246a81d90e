/** A numbered mark in the text; pressing it shows the source and the passage. */
import { Popover } from '@base-ui/react/popover'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import type { Source } from './citations.ts'
import { sourceName } from './source-name.ts'

interface CitationMarkProps {
  source: Source
  onOpenLink(url: string): void
}

/** What is quoted is the server's word: shown as plain text. */
export function CitationMark({ source: { number, citation }, onOpenLink }: CitationMarkProps) {
  const name = sourceName(citation)
  const { url, quote } = citation
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={m.cite_mark({ number, name })}
        className="mx-0.5 inline-grid h-[17px] min-w-[17px] place-items-center rounded-full bg-accent-soft px-1 align-[2px] text-2xs leading-none font-medium text-accent hover:bg-accent hover:text-on-accent"
      >
        {number}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className="z-40">
          <Popover.Popup className="w-80 max-w-[90vw] rounded-lg border border-line-strong bg-raised p-3.5 text-sm shadow-2 outline-none">
            <Popover.Title className="font-semibold [overflow-wrap:anywhere]">{name}</Popover.Title>
            <Popover.Description
              render={<blockquote />}
              className="mt-1.5 max-h-52 overflow-y-auto border-s-2 border-line-strong ps-3 text-fg-2 select-text"
            >
              {quote ?? m.cite_no_quote()}
            </Popover.Description>
            {url !== null && (
              <Button className="mt-3" onClick={() => onOpenLink(url)}>
                {m.cite_open()}
              </Button>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
