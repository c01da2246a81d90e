/** Code in its colours with a button to copy it, drawn as an answer draws it. As large as markdown, so loaded as late. */
import { Markdown } from './Markdown.tsx'

interface CodeViewProps {
  code: string
  language: string
}

const NO_MARKS = [] as const
const nothing = () => null

/** Long lines are broken rather than scrolled to: a panel is narrow. Whatever the code holds, it stays code: the fence around it is longer than any in it. */
export function CodeView({ code, language }: CodeViewProps) {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return (
    <div className="prose-a select-text [&_[data-streamdown=code-block-body]]:overflow-visible [&_pre]:[overflow-wrap:anywhere] [&_pre]:whitespace-pre-wrap">
      <Markdown
        text={`${fence}${language}\n${code}\n${fence}`}
        marks={NO_MARKS}
        isGrowing={false}
        onOpenLink={nothing}
        renderMark={nothing}
      />
    </div>
  )
}
