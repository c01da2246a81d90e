/** The connections at the left of the settings, each with its host and its state in words. */
import { Plus, Server, Sparkles } from 'lucide-react'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Chip } from '../../ui/Chip.tsx'
import { connectionState, type Reach } from '../../ui/connection-state.ts'
import { hostOf, isSentInClear } from '../../ui/host.ts'
import { NavIcon, NavItem } from './NavItem.tsx'

interface NavConnectionsProps {
  connections: readonly Connection[]
  reaches: Readonly<Record<string, Reach>>
  /** The ID of the one shown, or `new-connection`. */
  current: string
  onOpen(section: 'new-connection' | { connectionId: string }): void
}

/** The way to another comes last. */
export function NavConnections({ connections, reaches, current, onOpen }: NavConnectionsProps) {
  return (
    <>
      <h2 className="mt-5 px-2 pb-1 text-xs text-fg-3">{m.settings_connections()}</h2>
      <ul className="flex flex-col gap-0.5">
        {connections.map((connection) => (
          <NavItem
            key={connection.id}
            isTall
            isCurrent={current === connection.id}
            onClick={() => onOpen({ connectionId: connection.id })}
          >
            <NavIcon>
              {connection.kind === 'practice' ? <Sparkles size={16} /> : <Server size={16} />}
            </NavIcon>
            <Words connection={connection} reach={reaches[connection.id]} />
          </NavItem>
        ))}
        <NavItem isCurrent={current === 'new-connection'} onClick={() => onOpen('new-connection')}>
          <NavIcon>
            <Plus size={16} />
          </NavIcon>
          {m.settings_add_connection()}
        </NavItem>
      </ul>
    </>
  )
}

function Words({ connection, reach }: { connection: Connection; reach: Reach | undefined }) {
  const { kind, name } = connection
  const host = hostOf(connection)
  const { words, tone } = connectionState(connection, reach)
  const where = kind === 'practice' || host === name ? '' : ` · ${host}`
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate">{kind === 'practice' ? host : name}</span>
      <span className={`block truncate text-xs font-normal ${tone === 'bad' ? 'text-bad' : 'text-fg-3'}`}>
        {words}
        {where}
      </span>
      {isSentInClear(connection) && (
        <span className="mt-1 block">
          <Chip tone="warn">{m.conn_in_clear()}</Chip>
        </span>
      )}
    </span>
  )
}
