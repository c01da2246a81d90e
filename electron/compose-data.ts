/** Builds what has to do with the data as a whole: exports, snapshots, bringing back, its folder. */
import { createHash } from 'node:crypto'
import { app } from 'electron'
import type { AppEvent } from '../shared/contract/events.ts'
import { isOver } from '../shared/domain/run.ts'
import { getLocale } from '../shared/words/generated/runtime.js'
import type { Dialogs } from './app/file-dialogs.ts'
import { openFolder, showInFolder } from './app/show-folder.ts'
import type { Storage } from './compose-storage.ts'
import type { TurnService } from './conversations/turn-service.ts'
import { createDailySnapshots } from './data/daily-snapshots.ts'
import { createExporting } from './data/exporting.ts'
import { HTML_STYLE } from './data/html-style.ts'
import type { Partners } from './data/ports.ts'
import { createRestoring } from './data/restoring.ts'
import { systemClock as clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'
import { createExportDisk } from './storage/export-disk.ts'
import { createExportSource } from './storage/export-source.ts'
import { createMeasure } from './storage/measure-data.ts'
import { withMissing } from './storage/missing-settings.ts'
import { readStored, type SettingsStore } from './storage/settings-store.ts'
import { createSnapshotShelf } from './storage/snapshot-shelf.ts'

interface World {
  storage: Storage
  dataFolder: string
  dialogs: Dialogs
  turns: TurnService
  publish(event: AppEvent): void
  secrets(): string[]
  log: Log
}

export function composeData({ storage, dataFolder, dialogs, turns, publish, secrets, log }: World) {
  const { history, settings } = storage
  const shelf = createSnapshotShelf({
    folder: dataFolder,
    database: history.database,
    open: storage.open,
    now: () => clock.now(),
    readSettings: settings.read,
    addMissing: (kept) => addMissing(settings, kept),
  })
  const daily = createDailySnapshots({
    shelf,
    clock,
    log,
    isQuiet: () => !storage.turns.openRuns().some((run) => run.isWatched && !isOver(run)),
    isEmpty: () => storage.conversations.list().length === 0,
  })
  const measure = createMeasure(dataFolder, history.database)
  return {
    daily,
    restoring: createRestoring({ shelf, turns, publish }),
    exporting: createExporting({
      source: createExportSource(history.database),
      partners: partnersIn(settings),
      disk: createExportDisk(),
      dialogs,
      publish,
      clock,
      secrets,
      timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
      appName: app.getName(),
      appVersion: app.getVersion(),
      language: getLocale,
      styleSource: `'sha256-${createHash('sha256').update(HTML_STYLE).digest('base64')}'`,
      show: showInFolder,
    }),
    data: {
      overview: async () => ({
        ...(await measure()),
        snapshots: shelf.list(),
        snapshotTrouble: daily.trouble(),
      }),
      openFolder: () => openFolder(dataFolder),
      quit: () => app.quit(),
    },
  }
}

/** Also of an assistant that was removed. */
const partnersIn = (settings: SettingsStore): Partners => ({
  partnersOf(assistantId) {
    const { assistants, formerAssistants, connections } = settings.read()
    const assistant = [...assistants, ...formerAssistants].find(({ id }) => id === assistantId)
    const connection = connections.find(({ id }) => id === assistant?.connectionId)
    return {
      assistant:
        assistant === undefined
          ? null
          : { id: assistant.id, remoteId: assistant.remoteId, nickname: assistant.nickname },
      connection:
        connection === undefined
          ? null
          : { name: connection.name, kind: connection.kind, baseUrl: connection.baseUrl },
    }
  },
})

/** What a snapshot's settings have and these have not; what is here stays as it is. */
function addMissing(settings: SettingsStore, value: unknown): void {
  const kept = readStored(value)
  const changed = kept === null ? null : withMissing(settings.read(), kept)
  if (changed !== null) settings.change(changed)
}
