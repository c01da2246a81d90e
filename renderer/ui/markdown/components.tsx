/** What markdown's links, images and marks become here. */
import { Check, Copy, ImageOff, Square, SquareCheck } from 'lucide-react'
import { lazy, Suspense, type ComponentType } from 'react'
import type { Components, IconMap } from 'streamdown'
import { m } from '../../../shared/words/generated/messages.js'
import { useDoors } from './doors.ts'
import { hiddenHost } from './misleading.ts'
import { MARK_ELEMENT } from './marks.ts'
import { FORMULA_ELEMENT } from './math.ts'

const Formula = lazy(async () => ({ default: (await import('./Formula.tsx')).Formula }))

const OPENABLE = /^(https?|mailto):/i

/** A link asks main to open it; other kinds than http, https and mailto stay text. Words that name another host do not hide where it goes. */
const Link: NonNullable<Components['a']> = ({ href, children, node }) => {
  const { onOpenLink } = useDoors()
  const isOpenable = typeof href === 'string' && OPENABLE.test(href)
  if (!isOpenable)
    return (
      <span>
        {children} <span className="text-xs text-fg-3">[{m.link_blocked()}]</span>
      </span>
    )
  const hidden = hiddenHost(textOf(node), href)
  const link = (
    <a
      href={href}
      title={href}
      rel="noreferrer"
      className="text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
      onClick={(event) => {
        event.preventDefault()
        onOpenLink(href, hidden !== null)
      }}
      onAuxClick={(event) => event.preventDefault()}
    >
      {children}
    </a>
  )
  if (hidden === null) return link
  return (
    <span>
      {link} <span className="text-xs text-warn">[{m.link_goes_to({ host: hidden })}]</span>
    </span>
  )
}

/** Remote images are never loaded: an address can carry what was said to whoever owns it. */
const Image: NonNullable<Components['img']> = ({ src, alt }) => (
  <span className="inline-flex max-w-full items-center gap-2 rounded-md border border-line bg-sunk px-2.5 py-1 text-sm text-fg-2">
    <ImageOff size={15} className="shrink-0" aria-hidden />
    <span className="truncate">
      {m.part_image_remote({ host: hostOf(src) })}
      {alt !== undefined && alt !== '' && ` · ${alt}`}
    </span>
  </span>
)

const Mark: ComponentType<Record<string, unknown>> = ({ number }) => (
  <>{useDoors().renderMark(Number(number))}</>
)

const FormulaPlace: ComponentType<Record<string, unknown>> = ({ tex, display }) => (
  <Suspense fallback={<code>{String(tex)}</code>}>
    <Formula tex={String(tex)} isDisplay={display === 'yes'} />
  </Suspense>
)

/** A list of things to do: a sign that is read out, nothing to tick. */
const Task: NonNullable<Components['input']> = ({ checked }) => {
  const Sign = checked === true ? SquareCheck : Square
  return (
    <span role="img" aria-label={checked === true ? m.task_done() : m.task_open()} className="me-1.5">
      <Sign size={15} aria-hidden className="inline align-[-2px] text-fg-3" />
    </span>
  )
}

export const markdownComponents: Components = {
  input: Task,
  a: Link,
  img: Image,
  [MARK_ELEMENT]: Mark,
  [FORMULA_ELEMENT]: FormulaPlace,
}

export const blockCopyIcons: Partial<IconMap> = { CopyIcon: Copy, CheckIcon: Check }

interface Node {
  value?: string
  children?: readonly unknown[]
}

function textOf(node: unknown): string {
  // Hast nodes as Streamdown hands them on: text has a value, the rest has children.
  const { value, children = [] } = (node ?? {}) as Node
  return value ?? children.map(textOf).join('')
}

function hostOf(src: unknown): string {
  const address = typeof src === 'string' ? src : ''
  try {
    return new URL(address).host || address.slice(0, 60)
  } catch {
    return address.slice(0, 60)
  }
}
