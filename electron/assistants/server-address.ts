/** A server's address with the usual settings, and where the values of its headers are kept. */
import type { ReadConnection } from './connection-form.ts'
import type { ServerAddress } from './ports.ts'

/** An address that needs nothing but a key. */
export const plainAddress = ({ baseUrl, key }: { baseUrl: string; key: string | null }): ServerAddress => ({
  baseUrl,
  key,
  signIn: 'bearer',
  organization: '',
  project: '',
  headers: [],
  query: [],
  certificates: null,
  requestsPerMinute: null,
})

/** The name under which the keys keep a header's value. */
export const headerEntry = (connectionId: string, name: string): string =>
  `${connectionId}/header/${name.toLowerCase()}`

/** What settings say of a server, without its secrets. */
export const addressFrom = ({
  baseUrl,
  signIn,
  organization,
  project,
  query,
  certificates,
  requestsPerMinute,
}: ReadConnection['settings']): Omit<ServerAddress, 'key' | 'headers'> => ({
  baseUrl,
  signIn,
  organization,
  project,
  query,
  certificates: certificates?.pem ?? null,
  requestsPerMinute,
})
