/** The arguments of a function call as a table where they are a JSON object, else as they came. */
import { m } from '../../../shared/words/generated/messages.js'

/** Never trusts the text: servers and models send anything. */
export function ArgumentsTable({ text }: { text: string }) {
  const entries = readObject(text)
  if (entries === null)
    return (
      <pre className="overflow-x-auto rounded-md bg-sunk px-3 py-2 font-mono text-xs select-text">{text}</pre>
    )
  if (entries.length === 0) return <p className="text-sm text-fg-3">{m.function_no_arguments()}</p>
  return (
    <table className="w-full text-sm">
      <thead className="sr-only">
        <tr>
          <th scope="col">{m.function_argument()}</th>
          <th scope="col">{m.function_value()}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(([name, value]) => (
          <tr key={name}>
            <th
              scope="row"
              className="w-[116px] py-1 pe-3 text-start align-top font-normal [overflow-wrap:anywhere] text-fg-2"
            >
              {name}
            </th>
            <td className="py-1 font-mono text-xs leading-5 [overflow-wrap:anywhere] whitespace-pre-wrap select-text">
              {typeof value === 'string' ? value : JSON.stringify(value, null, 1)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function readObject(text: string): [string, unknown][] | null {
  if (text.trim() === '') return []
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null
  } catch {
    return null
  }
}
