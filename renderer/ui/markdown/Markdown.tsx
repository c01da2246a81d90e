/** Draws markdown from strangers: no raw HTML, no remote images, links only by asking. Large, so it is loaded after the first paint. */
import { useEffect, useMemo, useState } from 'react'
import remarkCjkFriendly from 'remark-cjk-friendly'
import { defaultRehypePlugins, defaultRemarkPlugins, Streamdown, type PluginConfig } from 'streamdown'
import { m } from '../../../shared/words/generated/messages.js'
import { AsWritten } from './AsWritten.tsx'
import { codePlugin } from './code-plugin.ts'
import { Doors, type MarkdownDoors } from './doors.ts'
import { breakTags } from './break-tags.ts'
import { blockCopyIcons, markdownComponents } from './components.tsx'
import { DrawnOr } from './DrawnOr.tsx'
import { isTooIntricate } from './intricacy.ts'
import { insertMarks, showMarks, type TextMark } from './marks.ts'
import { unseenShown } from './show-unseen.ts'
import { hasMath, loadMath, writeDollars } from './math.ts'

interface MarkdownProps extends MarkdownDoors {
  text: string
  marks: readonly TextMark[]
  isGrowing: boolean
}

/** Streamdown without `rehype-raw`: what looks like HTML stays text. */
const REHYPE = [
  defaultRehypePlugins['sanitize'],
  defaultRehypePlugins['harden'],
  unseenShown,
  showMarks,
].filter((plugin) => plugin !== undefined)
const REMARK = [...Object.values(defaultRemarkPlugins), breakTags]
const CJK: NonNullable<PluginConfig['cjk']> = {
  name: 'cjk',
  type: 'cjk',
  remarkPlugins: [],
  remarkPluginsBefore: [remarkCjkFriendly],
  remarkPluginsAfter: [],
}
const CONTROLS = {
  table: false,
  code: { copy: true, download: false },
  mermaid: false,
  image: false,
} as const

/** One text of an answer. One that cannot be drawn in time, or at all, is shown as it was written. */
export function Markdown(props: MarkdownProps) {
  const { text, isGrowing } = props
  const isPlain = useMemo(() => isTooIntricate(text), [text])
  if (isPlain) return <AsWritten text={text} />
  return (
    <DrawnOr key={String(isGrowing)} instead={<AsWritten text={text} />}>
      <Drawn {...props} />
    </DrawnOr>
  )
}

function Drawn({ text, marks, isGrowing, onOpenLink, renderMark }: MarkdownProps) {
  const math = useMath(text)
  const plugins = useMemo<PluginConfig>(
    () => (math === null ? { cjk: CJK, code: codePlugin } : { cjk: CJK, code: codePlugin, math }),
    [math],
  )
  const marked = insertMarks(text, marks)
  const doors = useMemo(() => ({ onOpenLink, renderMark }), [onOpenLink, renderMark])
  return (
    <Doors value={doors}>
      <Streamdown
        mode={isGrowing ? 'streaming' : 'static'}
        parseIncompleteMarkdown={isGrowing}
        animated={false}
        dir="auto"
        lineNumbers={false}
        codeBlockMaxHeight={Infinity}
        tableMaxHeight={Infinity}
        linkSafety={{ enabled: false }}
        controls={CONTROLS}
        rehypePlugins={REHYPE}
        remarkPlugins={REMARK}
        components={markdownComponents}
        icons={blockCopyIcons}
        plugins={plugins}
        translations={{ copyCode: m.copy(), copied: m.copied() }}
      >
        {math === null ? marked : writeDollars(marked)}
      </Streamdown>
    </Doors>
  )
}

function useMath(text: string): NonNullable<PluginConfig['math']> | null {
  const [math, setMath] = useState<NonNullable<PluginConfig['math']> | null>(null)
  const isNeeded = math === null && hasMath(text)
  useEffect(() => {
    if (!isNeeded) return
    let isGone = false
    const load = async () => {
      const plugin = await loadMath()
      if (!isGone) setMath(() => plugin)
    }
    // Without it formulas stay readable as they were written.
    load().catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [isNeeded])
  return math
}
