/** One use of a tool: a line in plain words that opens to what was sent and what came back. */
import { Braces, ChevronRight, CircleHelp, FileSearch, SquareTerminal } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CodeOutput, SearchHit, Step, ToolUse } from '../../../shared/domain/step.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatSeconds } from '../../ui/format.ts'
import { useKept } from '../../ui/kept-state.ts'
import { RemoteFile } from '../../ui/RemoteFile.tsx'

interface ToolRowProps {
  id: string
  step: Step
  use: ToolUse
  folder: string
}

/** Closed at first: most people want the answer. */
export function ToolRow({ id, step, use, folder }: ToolRowProps) {
  const [isOpen, setIsOpen] = useKept<boolean>(`tool:${id}`, false)
  const { icon, words, name } = lineOf(use)
  const took = step.startedAt !== null && step.endedAt !== null ? step.endedAt - step.startedAt : null
  return (
    <div className="border-t border-line">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className={`flex h-[38px] w-full items-center gap-3 px-3.5 text-start text-sm hover:bg-hover ${isOpen ? 'bg-hover' : ''}`}
      >
        <span aria-hidden className="grid w-5 place-items-center text-fg-2">
          {icon}
        </span>
        <span className="truncate">{words}</span>
        <span className="truncate font-mono text-xs text-fg-3">{name}</span>
        <span className="ms-auto text-xs whitespace-nowrap text-fg-3 tabular-nums">
          {took !== null && took > 0 && m.seconds_short({ seconds: formatSeconds(took) })}
        </span>
        <ChevronRight
          size={16}
          aria-hidden
          className={`shrink-0 text-fg-3 transition-transform duration-150 ${isOpen ? 'rotate-90' : ''}`}
        />
      </button>
      {isOpen && (
        <div className="flex flex-col gap-2 border-t border-line bg-sunk px-3.5 py-3">
          <Exchange use={use} folder={folder} />
        </div>
      )}
    </div>
  )
}

function lineOf(use: ToolUse): { icon: ReactNode; words: string; name: string } {
  switch (use.kind) {
    case 'code':
      return {
        icon: <SquareTerminal size={16} />,
        words: m.step_code({ count: use.input.trim().split('\n').length }),
        name: 'code_interpreter',
      }
    case 'file-search':
      return {
        icon: <FileSearch size={16} />,
        words: use.hits.length === 0 ? m.step_search_none() : m.step_search({ count: countFiles(use.hits) }),
        name: 'file_search',
      }
    case 'function':
      return { icon: <Braces size={16} />, words: m.step_function({ name: use.name }), name: use.name }
    case 'unknown':
      return { icon: <CircleHelp size={16} />, words: m.step_unknown({ name: use.name }), name: use.name }
  }
}

const countFiles = (hits: readonly SearchHit[]): number =>
  new Set(hits.map(({ fileId, fileName }) => fileId ?? fileName)).size

function Exchange({ use, folder }: { use: ToolUse; folder: string }) {
  switch (use.kind) {
    case 'code':
      return (
        <>
          <Side label={m.step_sent()}>{use.input}</Side>
          {use.outputs.length === 0 && <Side label={m.step_got_back()}>{m.step_nothing()}</Side>}
          {use.outputs.map((output, at) => (
            <Output key={at} output={output} folder={folder} />
          ))}
        </>
      )
    case 'file-search':
      return <Hits hits={use.hits} />
    case 'function':
      return (
        <>
          <Side label={m.step_sent()}>{pretty(use.argumentsText)}</Side>
          <Side label={m.step_got_back()}>{use.output === null ? m.step_nothing() : pretty(use.output)}</Side>
        </>
      )
    case 'unknown':
      return <Side label={m.step_got_back()}>{pretty(use.raw)}</Side>
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

function Hits({ hits }: { hits: readonly SearchHit[] }) {
  if (hits.length === 0) return <Side label={m.step_got_back()}>{m.step_nothing()}</Side>
  return (
    <Labelled label={m.step_got_back()}>
      <ul className="flex flex-col gap-2">
        {hits.map((hit, at) => (
          <li key={at} className="text-xs">
            <span className="font-mono">{hit.fileName}</span>
            {hit.score !== null && (
              <span className="ms-3 text-fg-3 tabular-nums">
                {m.step_score({ score: hit.score.toFixed(2) })}
              </span>
            )}
            {hit.passage !== null && (
              <blockquote className="mt-0.5 line-clamp-4 text-fg-2 select-text">{hit.passage}</blockquote>
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
      <pre className="scroll max-h-80 overflow-auto font-mono text-xs leading-[18px] [overflow-wrap:anywhere] whitespace-pre-wrap select-text">
        {children}
      </pre>
    </Labelled>
  )
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[72px_1fr] gap-3">
      <span className="text-xs text-fg-3">{label}</span>
      <div className="min-w-0">{children}</div>
    </div>
  )
}

/** JSON with line breaks where it is JSON, else as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 1)
  } catch {
    return text
  }
}
