/** What the assistants need from the outside: a place for their settings, the keys, and a server to ask. */
import type {
  Assistant,
  AssistantSnapshot,
  FormerAssistant,
  ListedAssistant,
} from '../../shared/domain/assistant.ts'
import type {
  ConnectionForm,
  KeyStatus,
  QueryParameter,
  SignIn,
  StoredConnection,
} from '../../shared/domain/connection.ts'

/** In the order a person gave them. */
export interface StoredAssistants {
  connections: StoredConnection[]
  assistants: Assistant[]
  formerAssistants: FormerAssistant[]
}

export interface AssistantStore {
  read(): StoredAssistants
  change(change: Partial<StoredAssistants>): void
}

/** Secrets by name: a connection's ID for its key, `headerEntry` for the value of a header. A secret belongs to the origin it was given for. */
export interface Keys {
  /** False when this system has no keyring. */
  canKeep(): boolean
  status(connectionId: string): KeyStatus
  originOf(connectionId: string): string | null
  /** With `isHinted: false` not even its last characters are kept in clear. */
  set(connectionId: string, secret: { key: string; origin: string; isHinted?: boolean }): void
  /** Null when there is none. @throws Failure `key-unreadable` when the keyring no longer opens it */
  get(connectionId: string): string | null
  remove(connectionId: string): void
  /** Every key in memory, for taking them out of texts. */
  known(): string[]
}

/** A server and all that is needed to speak to it. Never leaves main. */
export interface ServerAddress {
  baseUrl: string
  key: string | null
  signIn: SignIn
  /** Empty sends nothing. */
  organization: string
  project: string
  headers: { name: string; value: string }[]
  query: QueryParameter[]
  /** PEM of authorities trusted besides the system's. */
  certificates: string | null
  requestsPerMinute: number | null
}

/** Asks the person for a file of certificates. Paths go no further than main. */
export interface CertificateDialog {
  /** Null when the person thought better of it. @throws Failure `invalid-fields` for one that is too large or cannot be read */
  pickCertificates(mostBytes: number): Promise<{ fileName: string; bytes: Uint8Array } | null>
}

/** What the assistants ask of the connections. */
export interface Servers {
  /** @throws Failure when its key cannot be had */
  addressOf(connectionId: string): ServerAddress | Promise<ServerAddress>
  /** The server a form describes, with the stored key of the connection where none is typed. @throws Failure `invalid-fields` */
  addressOfForm(
    connectionId: string | null,
    form: ConnectionForm,
  ): { address: ServerAddress } | Promise<{ address: ServerAddress }>
  /** Saves a connection, or finds the one that is the same. @throws Failure `invalid-fields` */
  addNew(form: ConnectionForm): StoredConnection
}

/** One page of a server's list. */
export interface AssistantsPage {
  assistants: Omit<ListedAssistant, 'assistantId'>[]
  /** Whether the server says that there is more; null when it says nothing. */
  hasMore: boolean | null
  /** What to ask for the next page with; null when nothing on this one has an ID. */
  next: string | null
}

export interface Directory {
  /** One page, after the entry `after` names; the first when it is null. @throws Failure */
  listAssistants(
    server: ServerAddress,
    how: { after: string | null; signal: AbortSignal },
  ): Promise<AssistantsPage>
  /** With `isOnce` a failing read is not tried again by itself. @throws Failure */
  findAssistant(
    server: ServerAddress,
    assistantId: string,
    how?: { isOnce?: boolean },
  ): Promise<AssistantSnapshot>
}
