/** The kinds of broken server, and what a person has typed who comes upon one. */
import * as behave from './behaviours.ts'
import type { Behaviour } from './behaviours.ts'
import type { CertificateKind } from './certificates.ts'

/** The sound values a kind spoils. */
export interface Sound {
  /** Of the broken server, as it really speaks: http or https. */
  origin: string
  key: string
  assistantId: string
}

export interface Typed {
  baseUrl: string
  key: string
  assistantId: string
}

export interface Kind {
  /** For people who choose one. */
  says: string
  behave: Behaviour
  /** Speaks TLS with this certificate. */
  certificate?: CertificateKind
  /** Any key is good to the server behind. */
  takesAnyKey?: boolean
  /** What differs from the sound values. */
  typed?(sound: Sound): Partial<Typed>
}

const v1 = ({ origin }: Sound): string => `${origin}/v1`

const TABLE = {
  'missing-v1': {
    says: 'the Base URL lacks /v1',
    behave: behave.sound,
    typed: ({ origin }) => ({ baseUrl: origin }),
  },
  'extra-v1': { says: 'the Base URL has a /v1 too many', behave: behave.below('') },
  'other-path': { says: 'the routes are below /openai/v1', behave: behave.below('/openai/v1') },
  'wrong-key': {
    says: 'the key is another server’s',
    behave: behave.sound,
    typed: () => ({ key: 'sk-of-another-server-0000' }),
  },
  'messy-key': {
    says: 'the key was copied with marks nobody sees',
    behave: behave.sound,
    typed: ({ key }) => ({ key: `"${key.slice(0, 6)}\u200b${key.slice(6)}",` }),
  },
  'key-in-header': { says: 'the key is taken in an api-key header only', behave: behave.keyInHeader },
  'any-key': { says: 'every key is taken', behave: behave.sound, takesAnyKey: true },
  'no-assistant': {
    says: 'the assistant ID is not there',
    behave: behave.sound,
    typed: () => ({ assistantId: 'asst_of_another_server' }),
  },
  'messy-assistant': {
    says: 'the assistant ID was copied with its quotes',
    behave: behave.sound,
    typed: ({ assistantId }) => ({ assistantId: `"${assistantId}",` }),
  },
  retired: { says: 'threads are gone, as at api.openai.com since 2026-08-26', behave: behave.responsesOnly },
  'only-responses': { says: 'there are Responses and no threads', behave: behave.responsesOnly },
  'only-chat': { says: 'there is chat and nothing else', behave: behave.chatOnly },
  'azure-version': { says: 'every address needs ?api-version=v1', behave: behave.versioned },
  'azure-lapsed': {
    says: 'the Microsoft Entra token has lapsed',
    behave: behave.lapsing,
    typed: () => ({ key: LAPSED_TOKEN }),
  },
  'captive-portal': { says: 'a login page answers instead', behave: behave.loginPage },
  'proxy-login': { says: 'a proxy wants a login', behave: behave.proxyLogin },
  moved: { says: 'everything is redirected to another host', behave: behave.moved },
  'self-signed': {
    says: 'the certificate is signed by the server itself',
    behave: behave.sound,
    certificate: 'self-signed',
  },
  'own-authority': {
    says: 'the certificate is of an authority nobody knows',
    behave: behave.sound,
    certificate: 'issued',
  },
  expired: { says: 'the certificate has expired', behave: behave.sound, certificate: 'expired' },
  'wrong-host': {
    says: 'the certificate is for another host',
    behave: behave.sound,
    certificate: 'wrong-host',
  },
  'http-at-https': {
    says: 'https is asked for, http is spoken',
    behave: behave.sound,
    typed: (sound) => ({ baseUrl: v1(sound).replace('http:', 'https:') }),
  },
  'https-at-http': {
    says: 'http is asked for, https is spoken',
    behave: behave.sound,
    certificate: 'issued',
    typed: (sound) => ({ baseUrl: v1(sound).replace('https:', 'http:') }),
  },
  failing: { says: 'every answer is 500', behave: behave.failing },
  empty: { says: 'every answer is empty', behave: behave.empty },
} satisfies Record<string, Kind>

export type KindName = keyof typeof TABLE

export const KINDS: Readonly<Record<KindName, Kind>> = TABLE
export const KIND_NAMES = Object.keys(TABLE) as KindName[] // the keys of a table of our own
export const isKindName = (name: string): name is KindName => Object.hasOwn(TABLE, name)

/** Good until 2026-01-01 by its own words; signed by nobody. */
const LAPSED_TOKEN = [
  Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url'),
  Buffer.from('{"aud":"https://ai.azure.com","exp":1767225600}').toString('base64url'),
  'x',
].join('.')

/** Everything as a person typed it. */
export function typedFor(kind: Kind, sound: Sound): Typed {
  const { key, assistantId } = sound
  return { baseUrl: v1(sound), key, assistantId, ...kind.typed?.(sound) }
}
