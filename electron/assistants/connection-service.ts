/** Connections: adding, changing, removing and bringing them back, and what is needed to speak to their servers. Secrets go in here and never come out to the window. */
import { readBaseUrl } from '../../shared/domain/base-url.ts'
import type {
  CertificateFile,
  Connection,
  ConnectionForm,
  StoredConnection,
} from '../../shared/domain/connection.ts'
import { Failure, type FieldProblem } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import { CERTIFICATES_BYTES, readCertificates } from './certificates.ts'
import {
  NOTHING_KNOWN,
  hasAllOf,
  readConnectionForm,
  type KnownSecrets,
  type ReadConnection,
} from './connection-form.ts'
import type { CertificateDialog, Keys, ServerAddress } from './ports.ts'
import { createSecrets, type Secrets } from './secrets.ts'
import { addressFrom, plainAddress } from './server-address.ts'
import { isHere, toFormer, upsert, type Shelf } from './shelf.ts'

interface World {
  shelf: Shelf
  keys: Keys
  ids: Ids
  clock: Clock
  dialogs: CertificateDialog
  /** Starts the practice server if need be. */
  practiceAddress(): Promise<{ baseUrl: string; key: string }>
}

interface Name {
  connectionId: string
}

/** How long a removed connection can be brought back, in milliseconds. */
export const UNDO_MS = 5 * 60_000

export const createConnectionService = (world: World): ConnectionService => new ConnectionService(world)

export class ConnectionService {
  readonly #world: World
  readonly #secrets: Secrets

  constructor(world: World) {
    this.#world = world
    this.#secrets = createSecrets(world.keys)
  }

  list = (): Connection[] => this.#world.shelf.list().connections

  /** @throws Failure `not-found-here`, also for one that was removed */
  find(connectionId: string): StoredConnection {
    const connection = this.#world.shelf.anyConnection(connectionId)
    if (!isHere(connection)) throw notFound()
    return connection
  }

  /** @throws Failure `invalid-fields` */
  save({ connection: id, form }: { connection: string | null; form: ConnectionForm }): Name {
    const edited = id === null ? null : this.#changeable(id)
    const read = this.#read(form, edited)
    return { connectionId: this.#keep(read, edited).id }
  }

  /** A connection for the form: one that has the same address and signs in the same way, or a new one. @throws Failure `invalid-fields` */
  addNew(form: ConnectionForm): StoredConnection {
    const read = this.#read(form, null)
    return this.#sameAs(read) ?? this.#keep(read, null)
  }

  /** Its assistants go with it. Can be undone for a while; then its key is gone too. */
  remove({ connectionId }: Name): void {
    const { shelf, clock } = this.#world
    const connection = this.find(connectionId)
    const removedAt = clock.now()
    shelf.change({
      connections: upsert(shelf.read().connections, { ...connection, removedAt }),
      assistants: shelf
        .read()
        .assistants.map((one) =>
          one.connectionId === connectionId && isHere(one) ? { ...one, removedAt } : one,
        ),
    })
    clock.after(UNDO_MS, () => this.#purge((one) => one.id === connectionId && one.removedAt === removedAt))
  }

  /** Brings back what was removed together. */
  restore({ connectionId }: Name): void {
    const { shelf } = this.#world
    const connection = shelf.anyConnection(connectionId)
    shelf.change({
      connections: upsert(shelf.read().connections, { ...connection, removedAt: null }),
      assistants: shelf
        .read()
        .assistants.map((one) =>
          one.connectionId === connectionId && one.removedAt === connection.removedAt
            ? { ...one, removedAt: null }
            : one,
        ),
    })
  }

  /** At start: nobody can undo any more what an earlier life removed. */
  purgeRemoved(): void {
    this.#purge(() => true)
  }

  removeKey({ connectionId }: Name): void {
    this.#world.keys.remove(connectionId)
    this.#world.shelf.tell()
  }

  /** @throws Failure `invalid-fields` for a file without certificates, or with a private key */
  async pickCertificates(): Promise<(CertificateFile & { names: string[] }) | null> {
    const picked = await this.#world.dialogs.pickCertificates(CERTIFICATES_BYTES)
    if (picked === null) return null
    const read = readCertificates(picked.bytes)
    if (!read.ok) throw new Failure({ kind: 'invalid-fields', fields: { certificates: read.problem } })
    return { fileName: picked.fileName, pem: read.pem, names: read.names }
  }

  /**
   * Everything for a request to a stored connection. What the form refuses is refused here again, whatever a settings
   * file says: no secret goes to another origin, and nothing goes unencrypted without a yes.
   * @throws Failure
   */
  async addressOf(connectionId: string): Promise<ServerAddress> {
    const connection = this.find(connectionId)
    if (connection.kind === 'practice') return plainAddress(await this.#world.practiceAddress())
    const address = readBaseUrl(connection.baseUrl)
    if (!address.ok) throw refused(connection.baseUrl, address.problem)
    const { isPlainHttp, isLoopback, origin } = address
    if (isPlainHttp && !isLoopback && connection.unencryptedOrigin !== origin)
      throw refused(address.host, 'needs-yes')
    return {
      ...addressFrom(connection),
      key: connection.signIn === 'none' ? null : this.#keyFor(connectionId, origin),
      headers: this.#secrets.headersFor(connection, origin),
    }
  }

  /** As the form says; empty secrets are those of the connection. Saves nothing. @throws Failure `invalid-fields` */
  addressOfForm(connectionId: string | null, form: ConnectionForm): { address: ServerAddress } {
    const edited = connectionId === null ? null : this.#changeable(connectionId)
    const { settings, key, headers } = this.#read(form, edited)
    // One that cannot be read any more is in nobody's way once another is typed.
    const keptKey = () => (edited === null ? null : this.#world.keys.get(edited.id))
    return {
      address: {
        ...addressFrom(settings),
        key: settings.signIn === 'none' ? null : (key ?? keptKey()),
        headers: headers.map(({ name, value }) => ({
          name,
          value: value === '' && edited !== null ? this.#secrets.headerOf(edited.id, name) : value,
        })),
      },
    }
  }

  /** The window hears of it when the keyring shows only now that it does not open the key. */
  #keyFor(connectionId: string, origin: string): string | null {
    const { keys, shelf } = this.#world
    const { kept } = keys.status(connectionId)
    try {
      return this.#secrets.keyFor(connectionId, origin)
    } finally {
      if (keys.status(connectionId).kept !== kept) shelf.tell()
    }
  }

  #changeable(connectionId: string): StoredConnection {
    const connection = this.find(connectionId)
    if (connection.kind === 'practice') throw notFound()
    return connection
  }

  #read(form: ConnectionForm, edited: StoredConnection | null): ReadConnection {
    const verdict = readConnectionForm(form, edited === null ? NOTHING_KNOWN : this.#known(edited))
    if (verdict.ok) return verdict.form
    throw new Failure({ kind: 'invalid-fields', fields: verdict.fields })
  }

  #known({ id }: StoredConnection): KnownSecrets {
    const { keys } = this.#world
    return {
      hasKey: keys.status(id).kept !== 'none',
      origin: keys.originOf(id),
      originOfHeader: (name) => this.#secrets.originOfHeader(id, name),
    }
  }

  /** Secrets first: a connection without its key can be mended, a key without a connection would stay for ever. */
  #keep(read: ReadConnection, edited: StoredConnection | null): StoredConnection {
    const { shelf, ids } = this.#world
    const known = { id: edited?.id ?? ids.next(), kind: 'server' as const, removedAt: null }
    const connection: StoredConnection = { ...read.settings, ...known }
    this.#secrets.keep(connection.id, read, edited?.headers ?? [])
    shelf.change({ connections: upsert(shelf.read().connections, connection) })
    return connection
  }

  /** Null when none is the same in all that a server can tell apart, and as the form wants it in the rest. */
  #sameAs({ settings, key, headers }: ReadConnection): StoredConnection | null {
    if (headers.length > 0) return null
    const { baseUrl, signIn, organization, project, query } = settings
    const told = JSON.stringify([baseUrl, signIn, organization, project, [], query])
    const isSame = (one: StoredConnection) =>
      isHere(one) &&
      one.kind === 'server' &&
      hasAllOf(one, settings) &&
      JSON.stringify([one.baseUrl, one.signIn, one.organization, one.project, one.headers, one.query]) ===
        told &&
      this.#secrets.keyIfReadable(one.id) === key
    return this.#world.shelf.read().connections.find(isSame) ?? null
  }

  #purge(isMeant: (connection: StoredConnection) => boolean): void {
    const { shelf } = this.#world
    const { connections, assistants, formerAssistants } = shelf.read()
    const gone = connections.filter((one) => !isHere(one) && isMeant(one))
    if (gone.length === 0) return
    const isGone = ({ connectionId }: Name) => gone.some(({ id }) => id === connectionId)
    for (const { id, headers } of gone) this.#secrets.forget(id, headers)
    shelf.change({
      connections: connections.filter((one) => !gone.includes(one)),
      assistants: assistants.filter((one) => !isGone(one)),
      formerAssistants: [...formerAssistants, ...assistants.filter(isGone).map(toFormer)],
    })
  }
}

const refused = (host: string, problem: FieldProblem): Failure =>
  new Failure({ kind: 'address-refused', host: host.slice(0, 200), problem })

const notFound = (): Failure => new Failure({ kind: 'not-found-here', what: 'connection' })
