/** A connection: one server the app may talk to, without its key. */
import { z } from 'zod'
import { RUN_LIMIT_SECONDS } from './limits.ts'

/** How an answer comes: streamed, asked for again and again, or the first as long as the server can. */
export const DELIVERIES = ['automatic', 'streaming', 'polling'] as const

/** How a key goes out: `Authorization: Bearer`, an `api-key` header (Azure, some gateways), or not at all. */
export const SIGN_INS = ['bearer', 'api-key', 'none'] as const

/** A certificate authority of one's own, as the file that was picked had it. Certificates are public. */
export const certificateFileSchema = z.object({ fileName: z.string(), pem: z.string() })

/** What is kept on disk about a connection. The key and the values of headers are kept elsewhere (storage/key-store). */
export const connectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `practice` is the server inside the app: its address and key are made anew at each start. */
  kind: z.enum(['server', 'practice']),
  /** Normalised, without a trailing slash and without a query; empty for the practice server. */
  baseUrl: z.string(),
  delivery: z.enum(DELIVERIES).default('automatic'),
  signIn: z.enum(SIGN_INS).default('bearer'),
  /** Sent as `OpenAI-Organization` and `OpenAI-Project`; empty sends nothing. */
  organization: z.string().default(''),
  project: z.string().default(''),
  /** Names of headers sent with every request. Their values may be secrets and are kept with the key. */
  headers: z.array(z.string()).default([]),
  /** Added to the address of every request, such as `api-version`. Shown openly: no secrets here. */
  query: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  /** How long a run may take here before the app asks, in seconds; null takes the app's setting. */
  runLimitSeconds: z
    .number()
    .int()
    .min(RUN_LIMIT_SECONDS.least)
    .max(RUN_LIMIT_SECONDS.most)
    .nullable()
    .default(null),
  /** Requests wait so that no more than this many leave in a minute; null does not limit. */
  requestsPerMinute: z.number().int().min(1).max(6_000).nullable().default(null),
  /** Trusted besides the system's authorities. There is no way to trust everything. */
  certificates: certificateFileSchema.nullable().default(null),
  /** The `http://` origin the person said yes to; nothing goes unencrypted to any other but this computer. */
  unencryptedOrigin: z.string().nullable().default(null),
  /** Removed, and could still be brought back for a while; milliseconds since the epoch. */
  removedAt: z.number().nullable().default(null),
})

export type StoredConnection = z.infer<typeof connectionSchema>
export type Delivery = StoredConnection['delivery']
export type SignIn = StoredConnection['signIn']
export type CertificateFile = z.infer<typeof certificateFileSchema>
export type QueryParameter = StoredConnection['query'][number]

/** Where the key of a connection is, as far as the window may know. */
export type KeyStatus =
  | { kept: 'none' }
  | { kept: 'built-in' }
  /** Encrypted by the system's keyring; survives a restart. */
  | { kept: 'keyring'; lastFour: string }
  /** In memory only, because this system has no keyring: gone when the app closes. */
  | { kept: 'session'; lastFour: string }
  /** There is a stored key, but it cannot be opened. */
  | { kept: 'unreadable'; because: KeyTrouble }

/** Why a stored key does not open. */
export type KeyTrouble =
  /** The keyring is locked, or there is none in this session. */
  | { reason: 'no-keyring' }
  /** Sealed by one keyring, and this session has another; both as Electron names them. */
  | { reason: 'other-keyring'; sealedBy: string; here: string }
  /** The keyring is there and says no: the file is damaged or of another computer, or the keyring was made anew. */
  | { reason: 'not-opened' }

/** A connection as the window sees it. */
export interface Connection extends StoredConnection {
  key: KeyStatus
}

/** A connection with the usual settings. */
export const newConnection = (
  known: Pick<StoredConnection, 'id' | 'name' | 'kind' | 'baseUrl'>,
): StoredConnection => connectionSchema.parse(known)

/** What a person fills in about a server. Texts are as typed: main reads and judges them. */
export interface ConnectionForm {
  /** Empty takes the host's. */
  name: string
  /** Empty means the default. */
  baseUrl: string
  /** Empty keeps the stored key. */
  apiKey: string
  signIn: SignIn
  organization: string
  project: string
  /** An empty value keeps the stored one. */
  headers: { name: string; value: string }[]
  query: QueryParameter[]
  delivery: Delivery
  /** Empty takes the app's setting. */
  runLimitSeconds: string
  /** Empty does not limit. */
  requestsPerMinute: string
  certificates: CertificateFile | null
  /** The person's yes to sending without encryption to this address. */
  isUnencryptedAllowed: boolean
  /** The person's yes to sending the stored key to the origin the form names now. */
  isKeyMoveAllowed: boolean
}
