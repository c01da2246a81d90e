/** The first lines of a check: is the address known, is the connection secure, does anybody answer. No key is sent for them. */
import type { AppError } from '../../../shared/errors.ts'
import { movedBaseUrl, withOtherScheme } from './base-urls.ts'
import { findBetter } from './path.ts'
import type { Came } from './ports.ts'
import { errorOf, read } from './read.ts'
import { failed, hostOf, noted, ok, skipped, type LineCheck, type Outcome, type Walk } from './walk.ts'

export const checkAddress: LineCheck = async ({ server, names }) => {
  if (await names.isProxied(server.baseUrl)) return noted('through-proxy')
  const { hostname } = new URL(server.baseUrl)
  if (await names.isKnown(hostname.replace(/^\[|\]$/g, ''))) return ok
  return failed({ kind: 'unreachable', reason: 'dns', host: hostOf(server) })
}

/** Only what TLS itself says counts here; a server that does not answer is the next line's matter. */
export const checkSecure: LineCheck = async (walk) => {
  if (walk.server.baseUrl.startsWith('http:')) return noted('not-encrypted')
  const came = await knock(walk)
  if (!came.ok && isTls(came.error)) return failed(came.error, ...fixesOfTls(walk, came.error))
  if (read(came) === 'no-answer') return skipped
  return walk.server.certificates === null ? ok : noted('own-certificates')
}

/** Asks without the key: it goes nowhere before the line is known to be good. */
export const checkServer: LineCheck = async (walk) => {
  const came = await walk.ask({ about: 'assistants' }, { key: null })
  switch (read(came)) {
    case 'no-answer':
      return unanswered(walk, came)
    case 'proxy-login':
      return failed(proxyLogin(walk, came))
    case 'moved':
      return moved(walk, came)
    case 'page':
    case 'empty':
      // Many servers show their start page for every path they do not know.
      return (await findBetter(walk)) === null ? failed(errorOf(came)) : ok
    case 'broken':
      return afterAll(walk)
    case 'refused':
      return refused(walk, came)
    default:
      return ok
  }
}

/** Without key, headers and path: nothing but the line is looked at. */
const knock = ({ ask, server }: Walk): Promise<Came> =>
  ask({ about: 'nothing', name: '' }, { key: null, headers: [], baseUrl: new URL(server.baseUrl).origin })

/** Some servers break over a request without a key. */
async function afterAll(walk: Walk): Promise<Outcome> {
  const came = await walk.ask({ about: 'assistants' })
  return read(came) === 'broken' ? failed(errorOf(came)) : ok
}

async function unanswered(walk: Walk, came: Came): Promise<Outcome> {
  const error = errorOf(came)
  const reason = error.kind === 'unreachable' ? error.reason : null
  if (reason === 'is-https') return failed(error, otherScheme(walk))
  const isCut = reason === 'reset' || reason === 'other'
  if (!isCut || !(await speaksTls(walk))) return failed(error)
  return failed(
    { ...error, kind: 'unreachable', reason: 'is-https', host: hostOf(walk.server) },
    otherScheme(walk),
  )
}

/** A server that wants TLS says so in the clear, or breaks the connection. */
async function refused(walk: Walk, came: Came): Promise<Outcome> {
  const words = came.ok ? '' : (came.error.technical?.serverMessage ?? '')
  if (!/\bhttps\b/i.test(words) || !(await speaksTls(walk))) return ok
  return failed(errorOf(came), otherScheme(walk))
}

async function speaksTls(walk: Walk): Promise<boolean> {
  const { baseUrl } = walk.server
  if (!baseUrl.startsWith('http:')) return false
  const secured = withOtherScheme(baseUrl) ?? baseUrl
  const bare = { key: null, headers: [], baseUrl: new URL(secured).origin }
  const came = await walk.ask({ about: 'nothing', name: '' }, bare)
  return read(came) !== 'no-answer' || (!came.ok && isTls(came.error) && !isPlain(came.error))
}

const otherScheme = ({ server }: Walk) => ({
  kind: 'base-url' as const,
  baseUrl: withOtherScheme(server.baseUrl) ?? server.baseUrl,
})

function moved({ server }: Walk, came: Came): Outcome {
  const error = errorOf(came)
  const baseUrl = error.kind === 'redirected' ? movedBaseUrl(server.baseUrl, error.target) : null
  if (baseUrl !== null) return failed(error, { kind: 'base-url', baseUrl })
  // Within the same origin it is a matter of the path.
  const isHere = error.kind === 'redirected' && error.target === new URL(server.baseUrl).origin
  return isHere ? ok : failed(error)
}

const reasonOf = (error: AppError): string => (error.kind === 'unreachable' ? error.reason : '')
const isTls = (error: AppError): boolean => reasonOf(error).startsWith('tls')
const isPlain = (error: AppError): boolean => reasonOf(error) === 'tls-is-http'

/** Without encryption only in one's own house; certificates of one's own only where they can help. */
function fixesOfTls({ server }: Walk, error: AppError): NonNullable<Outcome['fixes']> {
  const baseUrl = withOtherScheme(server.baseUrl)
  if (isPlain(error)) return baseUrl === null ? [] : [{ kind: 'base-url', baseUrl }]
  const isUntrusted = ['tls-self-signed', 'tls-untrusted'].includes(reasonOf(error))
  return isUntrusted ? [{ kind: 'pick-certificates' }] : []
}

/** A server in the way that asks for a login, as opposed to one that is asked to be one. */
const proxyLogin = ({ server }: Walk, came: Came): AppError => ({
  ...errorOf(came),
  kind: 'unreachable',
  reason: 'proxy-login',
  host: hostOf(server),
})
