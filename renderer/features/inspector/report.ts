/** Everything the inspector shows of a run as one JSON text, for the assistant's developer. Main has taken the keys out. */
import type { ExchangeBodies } from '../../../shared/domain/exchange.ts'
import type { Inspection } from '../../../shared/domain/inspection.ts'

/** Of each body: a report is to be read, and to fit into a message. */
const LONGEST_BODY = 20_000

/** `bodiesOf` fetches what a request sent and got. */
export async function reportOf(
  inspection: Inspection,
  bodiesOf: (exchangeId: number) => Promise<ExchangeBodies | null>,
): Promise<string> {
  const { run, events, exchanges, messageIds, conversation, assistant } = inspection
  const requests = await Promise.all(
    exchanges.map(async (exchange) => {
      const bodies = await bodiesOf(exchange.id)
      const { request = null, response = null } = bodies ?? {}
      return {
        ...exchange,
        startedAt: iso(exchange.startedAt),
        sent: request && readable(request.text),
        received: response && readable(response.text),
      }
    }),
  )
  const report = {
    ids: { thread: run.threadId, run: run.remoteId, ...messageIds },
    timeline: events.map(({ at, event }) => ({ at: iso(at), ...event })),
    requests,
    usage: { run: run.usage, conversation },
    assistant,
    run,
  }
  return JSON.stringify(report, null, 2)
}

const iso = (at: number): string => new Date(at).toISOString()

/** As data where it is JSON and short enough, else as text. */
function readable(text: string): unknown {
  if (text.length > LONGEST_BODY) return `${text.slice(0, LONGEST_BODY)}…`
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
