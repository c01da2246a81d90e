/** Whether the Base URL's path is right, and which other one is where it is not. */
import type { CheckFix } from '../../../shared/domain/check.ts'
import type { AppError } from '../../../shared/errors.ts'
import { isOpenAi, otherBaseUrls, versionFor } from './base-urls.ts'
import type { Came } from './ports.ts'
import { errorOf, isAlive, read } from './read.ts'
import { failed, hostOf, noted, ok, type LineCheck, type Outcome, type Walk } from './walk.ts'

export const checkPath: LineCheck = async (walk) => {
  const question = { about: 'assistants' } as const
  const came = await walk.ask(question)
  const reading = read(came)
  if (isAlive(reading) || reading === 'key-wanted') walk.learned.witness = { question, came }
  if (isAlive(reading)) return ok
  if (reading === 'key-wanted') return (await refusesEverything(walk)) ? noted('path-unproven') : ok
  if (reading === 'version-wanted') return failed(versionMissing(walk, came), versionFix(walk))
  return withoutList(walk, came)
}

/** Some servers have threads and no list of assistants. */
async function withoutList(walk: Walk, listed: Came): Promise<Outcome> {
  const question = { about: 'thread', threadId: walk.madeUp('thread_') } as const
  const came = await walk.ask(question)
  if (isAlive(read(came))) {
    walk.learned.witness = { question, came }
    return ok
  }
  if (isOpenAi(walk.server.baseUrl) && read(listed) === 'no-such-path') return retired(walk)
  const better = await findBetter(walk)
  if (better !== null) return failed(wrongPath(walk, listed), better)
  walk.learned.instead = await otherProtocol(walk)
  if (walk.learned.instead !== null) return ok
  return failed(read(listed) === 'no-such-path' ? wrongPath(walk, listed) : errorOf(listed))
}

/** The path was right; what was there is gone. Whether the key is still good shows at the models. */
async function retired(walk: Walk): Promise<Outcome> {
  const question = { about: 'models' } as const
  walk.learned.witness = { question, came: await walk.ask(question) }
  walk.learned.instead = 'retired'
  return ok
}

/** Looked for once a check. Only at the origin given, so that the key stays with it. */
export async function findBetter(walk: Walk): Promise<CheckFix | null> {
  walk.learned.better ??= await lookElsewhere(walk)
  return walk.learned.better === 'none' ? null : walk.learned.better.fix
}

async function lookElsewhere(walk: Walk): Promise<{ fix: CheckFix } | 'none'> {
  for (const baseUrl of otherBaseUrls(walk.server.baseUrl)) {
    const reading = read(await walk.ask({ about: 'assistants' }, { baseUrl }))
    if (isAlive(reading)) return { fix: { kind: 'base-url', baseUrl } }
    if (reading === 'version-wanted')
      return { fix: { kind: 'base-url', baseUrl, query: [versionFor(baseUrl)] } }
    if (reading === 'key-wanted' && !(await refusesEverything(walk, baseUrl)))
      return { fix: { kind: 'base-url', baseUrl } }
  }
  return 'none'
}

/** True where even a path that no server has is answered with a demand for the key. */
async function refusesEverything(walk: Walk, baseUrl = walk.server.baseUrl): Promise<boolean> {
  const came = await walk.ask({ about: 'nothing', name: walk.madeUp('no-such-path-') }, { baseUrl })
  return read(came) === 'key-wanted'
}

/** Asked only where nothing of ours was found. */
async function otherProtocol(walk: Walk): Promise<'responses' | 'chat' | null> {
  const response = await walk.ask({ about: 'response', responseId: walk.madeUp('resp_') })
  const isKnown = isAlive(read(response)) || read(response) === 'refused'
  const models = { about: 'models' } as const
  const came = await walk.ask(models)
  if (isAlive(read(came)) || read(came) === 'key-wanted') walk.learned.witness = { question: models, came }
  if (isKnown) return 'responses'
  return isAlive(read(came)) ? 'chat' : null
}

const versionFix = ({ server }: Walk): CheckFix => ({ kind: 'query', parameter: versionFor(server.baseUrl) })

const versionMissing = ({ server }: Walk, came: Came): AppError => ({
  ...technicalOf(came),
  kind: 'version-missing',
  host: hostOf(server),
})

const wrongPath = ({ server }: Walk, came: Came): AppError => ({
  ...technicalOf(came),
  kind: 'wrong-path',
  url: `${server.baseUrl}/assistants`,
})

const technicalOf = (came: Came): Pick<AppError, 'technical'> =>
  came.ok || came.error.technical === undefined ? {} : { technical: came.error.technical }
