/** The arguments of a function call as a table where they are a JSON object, else as they came; the raw text folds out. */
import { ChevronRight } from 'lucide-react'
import { showUnseen } from '../../../shared/domain/unseen.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { CopyButton } from '../../ui/CopyButton.tsx'

interface ArgumentsTableProps {
  text: string
  /** Not arguments of a function but a whole call nobody knows: shown as it is. */
  isRaw?: boolean
}

/** Never trusts the text: servers and models send anything. */
export function ArgumentsTable({ text, isRaw = false }: ArgumentsTableProps) {
  const value = readJson(text)
  const entries = isRaw ? null : entriesOf(text, value)
  if (entries === null)
    return <Raw text={value === undefined ? showUnseen(text) : pretty(value)} copied={showUnseen(text)} />
  if (entries.length === 0) return <p className="text-sm text-fg-3">{m.function_no_arguments()}</p>
  return (
    <div>
      <table className="w-full text-sm">
        <thead className="sr-only">
          <tr>
            <th scope="col">{m.function_argument()}</th>
            <th scope="col">{m.function_value()}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(([name, member]) => (
            <tr key={name}>
              <th
                scope="row"
                className="w-[116px] py-1 pe-3 text-start align-top font-normal [overflow-wrap:anywhere] text-fg-2"
              >
                {showUnseen(name)}
              </th>
              <td className="py-1 font-mono text-xs leading-5 [overflow-wrap:anywhere] whitespace-pre-wrap select-text">
                <Value value={member} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className="group mt-1">
        <summary className="flex h-6 w-fit items-center gap-1 rounded-sm pe-1.5 text-xs text-fg-3 select-none hover:text-fg-2">
          <Chevron />
          {m.function_raw()}
        </summary>
        <div className="mt-1">
          <Raw text={pretty(value)} copied={showUnseen(text)} />
        </div>
      </details>
    </div>
  )
}

/** What is nested is folded, with a word on what is inside. */
function Value({ value }: { value: unknown }) {
  if (typeof value === 'string') return showUnseen(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const count = Array.isArray(value) ? value.length : Object.keys(value).length
  if (count === 0) return JSON.stringify(value)
  return (
    <details className="group/value">
      <summary className="flex w-fit items-center gap-1 rounded-sm pe-1.5 font-sans text-fg-2 select-none">
        <ChevronRight
          size={13}
          aria-hidden
          className="transition-transform duration-150 group-open/value:rotate-90"
        />
        {Array.isArray(value) ? m.function_list({ count }) : m.function_object({ count })}
      </summary>
      <pre className="scroll mt-1 max-h-72 overflow-auto rounded-md bg-sunk px-3 py-2">{pretty(value)}</pre>
    </details>
  )
}

function Raw({ text, copied }: { text: string; copied: string }) {
  return (
    <div className="flex items-start gap-1 rounded-md bg-sunk ps-3 pe-1">
      <pre className="scroll max-h-72 min-w-0 flex-1 overflow-auto py-2 font-mono text-xs leading-[18px] select-text">
        {text}
      </pre>
      <span className="py-1">
        <CopyButton text={copied} label={m.function_copy_arguments()} />
      </span>
    </div>
  )
}

const Chevron = () => (
  <ChevronRight size={13} aria-hidden className="transition-transform duration-150 group-open:rotate-90" />
)

/** What cannot be seen is written the way JSON writes it, so that a copy means the same. */
const pretty = (value: unknown): string => showUnseen(JSON.stringify(value, null, 2))

/** Undefined when it is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function entriesOf(text: string, value: unknown): [string, unknown][] | null {
  if (text.trim() === '') return []
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null
}
