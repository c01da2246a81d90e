/** Other Base URLs that may have been meant, likeliest first, all at the same origin. Pure. */
import { isPrivateHost } from '../../../shared/domain/base-url.ts'
import type { QueryParameter } from '../../../shared/domain/connection.ts'

const USUAL = ['/v1', '/api/v1', '/openai/v1', '/openai', '/api', '']
const MOST = 8
/** Where the agents of an Azure AI Foundry project are, whatever was copied behind it. */
const FOUNDRY = /^\/api\/projects\/[^/]+/

/** Never the one given. The key goes to none but these, and these are all of its own origin. */
export function otherBaseUrls(baseUrl: string): string[] {
  const { origin, pathname } = new URL(baseUrl)
  const path = pathname.replace(/\/+$/, '')
  const found = [
    FOUNDRY.exec(path)?.[0] ?? [],
    path.endsWith('/v1') ? path.replace(/\/v1$/, '') : `${path}/v1`,
    ...(path === '' ? [] : USUAL.slice(0, 3).map((usual) => `${path.replace(/\/v1$/, '')}${usual}`)),
    ...USUAL,
  ].flat()
  return [...new Set(found)]
    .filter((candidate) => candidate !== path)
    .slice(0, MOST)
    .map((candidate) => `${origin}${candidate}`)
}

/** The same address with or without encryption. Without it only in one's own house; null elsewhere. */
export function withOtherScheme(baseUrl: string): string | null {
  const url = new URL(baseUrl)
  if (url.protocol === 'http:') return baseUrl.replace(/^http:/, 'https:')
  return isPrivateHost(url.hostname) ? baseUrl.replace(/^https:/, 'http:') : null
}

/** The Base URL with the origin of a redirect; null when that is another host, for a key must not follow there. */
export function movedBaseUrl(baseUrl: string, target: string): string | null {
  const from = new URL(baseUrl)
  const to = URL.canParse(target) ? new URL(target) : null
  if (to === null || to.hostname !== from.hostname || to.origin === from.origin) return null
  return to.protocol === 'https:' ? `${to.origin}${from.pathname.replace(/\/+$/, '')}` : null
}

/** The parameter that this server wants with every request, or the one to try instead of a wrong one. */
export function versionFor(baseUrl: string): QueryParameter {
  const { hostname } = new URL(baseUrl)
  const isOlder = /\.(openai|cognitiveservices)\.azure\.com$/i.test(hostname)
  return { name: 'api-version', value: isOlder ? '2024-05-01-preview' : 'v1' }
}

export const isOpenAi = (baseUrl: string): boolean => /(^|\.)openai\.com$/i.test(new URL(baseUrl).hostname)

/** Agents (classic) of Azure AI Foundry: the host and path of a project. */
export function isFoundry(baseUrl: string): boolean {
  const { hostname, pathname } = new URL(baseUrl)
  return /\.services\.ai\.azure\.com$/i.test(hostname) && FOUNDRY.test(pathname)
}
