/** Finds the run that holds a thread, whoever started it. */
import type { OpenRun } from '../../conversations/ports.ts'
import { retryRead } from '../retry.ts'
import { listReply, ourIdOf, readEach, runReply } from './replies.ts'
import { listRuns } from './requests.ts'
import type { Tools } from './session.ts'
import { toRunNews } from './to-run-events.ts'

/** Only the newest can be open: a thread takes one run at a time. */
const NEWEST = 20

/** Null when every run of the thread is over. @throws Failure */
export async function findOpenRun(
  tools: Tools,
  threadId: string,
  signal: AbortSignal,
): Promise<OpenRun | null> {
  const ask = listRuns(threadId, { order: 'desc', limit: NEWEST })
  const look = () => tools.http.json({ ...ask, signal }, listReply)
  const { value } = await retryRead(look, { ...tools, signal })
  const open = readEach(value.data, runReply).find(
    (run) => typeof run.id === 'string' && toRunNews(run).type !== 'ended',
  )
  return open?.id === undefined || open.id === null ? null : { remoteId: open.id, ourId: ourIdOf(open) }
}
