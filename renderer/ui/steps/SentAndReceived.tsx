/** What went to a tool and what came back from it, whatever kind of tool it is. */
import type { ReactNode } from 'react'
import type { CodeOutput, SearchHit, ToolUse } from '../../../shared/domain/step.ts'
import { showUnseen } from '../../../shared/domain/unseen.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { prettyJson } from '../format.ts'
import { RemoteFile } from '../RemoteFile.tsx'

interface SentAndReceivedProps {
  use: ToolUse
  folder: string
  /** Nothing more will come back. */
  isOver: boolean
  drawCode?: (code: string) => ReactNode
}

/** With `drawCode` passages are shown whole, too. */
export function SentAndReceived({ use, folder, isOver, drawCode }: SentAndReceivedProps) {
  const nothing = isOver ? m.step_nothing_came() : m.step_nothing()
  switch (use.kind) {
    case 'code':
      return (
        <>
          {drawCode === undefined ? (
            <Side label={m.step_sent()}>{use.input}</Side>
          ) : (
            <Labelled label={m.step_sent()}>{drawCode(use.input)}</Labelled>
          )}
          {use.outputs.length === 0 && <Side label={m.step_got_back()}>{nothing}</Side>}
          {use.outputs.map((output, at) => (
            <Output key={at} output={output} folder={folder} />
          ))}
        </>
      )
    case 'file-search':
      return <Hits hits={use.hits} nothing={nothing} isWhole={drawCode !== undefined} />
    case 'function':
      return (
        <>
          <Side label={m.step_sent()}>{prettyJson(use.argumentsText)}</Side>
          <Side label={m.step_got_back()}>{use.output === null ? nothing : prettyJson(use.output)}</Side>
        </>
      )
    case 'unknown':
      return <Side label={m.step_got_back()}>{prettyJson(use.raw)}</Side>
  }
}

function Output({ output, folder }: { output: CodeOutput; folder: string }) {
  if (output.type === 'image')
    return (
      <Labelled label={m.step_got_back()}>
        <RemoteFile folder={folder} fileId={output.fileId} />
      </Labelled>
    )
  return <Side label={m.step_got_back()}>{output.type === 'logs' ? output.text : output.raw}</Side>
}

interface HitsProps {
  hits: readonly SearchHit[]
  nothing: string
  isWhole: boolean
}

function Hits({ hits, nothing, isWhole }: HitsProps) {
  if (hits.length === 0) return <Side label={m.step_got_back()}>{nothing}</Side>
  return (
    <Labelled label={m.step_got_back()}>
      <ul className="flex flex-col gap-2">
        {hits.map((hit, at) => (
          <li key={at} className="text-xs">
            <span className="font-mono [overflow-wrap:anywhere]">{showUnseen(hit.fileName)}</span>
            {hit.score !== null && (
              <span className="ms-3 whitespace-nowrap text-fg-3 tabular-nums">
                {m.step_score({ score: hit.score.toFixed(2) })}
              </span>
            )}
            {hit.passage !== null && (
              <blockquote
                className={`mt-0.5 [overflow-wrap:anywhere] text-fg-2 select-text ${isWhole ? 'whitespace-pre-wrap' : 'line-clamp-4'}`}
              >
                {hit.passage}
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </Labelled>
  )
}

function Side({ label, children }: { label: string; children: string }) {
  return (
    <Labelled label={label}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre
        tabIndex={0}
        className="scroll max-h-80 overflow-auto font-mono text-xs leading-[18px] [overflow-wrap:anywhere] whitespace-pre-wrap select-text"
      >
        {showUnseen(children)}
      </pre>
    </Labelled>
  )
}

/** The label stands above where there is no room beside. */
function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-3 gap-y-1 @md:grid-cols-[72px_1fr]">
      <span className="text-xs text-fg-3">{label}</span>
      <div className="min-w-0">{children}</div>
    </div>
  )
}
