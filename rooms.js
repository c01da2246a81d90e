/** Who may import whom. ARCHITECTURE.md explains the table; scripts/check-rooms.ts enforces it. */

/** Room -> rooms it may import besides itself. A file belongs to the longest room its path begins with. */
export const rooms = {
  shared: [],
  'electron/platform': ['shared'],
  'electron/conversations': ['shared', 'electron/platform'],
  'electron/assistants': ['shared', 'electron/platform'],
  'electron/data': ['shared', 'electron/platform'],
  'electron/backends': ['shared', 'electron/platform', 'electron/conversations'],
  'electron/storage': [
    'shared',
    'electron/platform',
    'electron/conversations',
    'electron/assistants',
    'electron/data',
  ],
  'electron/ipc': [
    'shared',
    'electron/platform',
    'electron/conversations',
    'electron/assistants',
    'electron/data',
  ],
  'electron/app': ['shared', 'electron/platform'],
  /** Start, composition and preload: the only files that see every room of main. */
  electron: [
    'shared',
    'electron/platform',
    'electron/conversations',
    'electron/assistants',
    'electron/data',
    'electron/backends',
    'electron/storage',
    'electron/ipc',
    'electron/app',
    'practice-server',
  ],
  'practice-server': [],
  'renderer/ui': ['shared'],
  'renderer/bridge': ['shared'],
  'renderer/features': ['shared', 'renderer/bridge', 'renderer/ui'],
  renderer: ['shared', 'renderer/bridge', 'renderer/ui', 'renderer/features', 'renderer/gallery'],
  'renderer/gallery': ['shared', 'renderer/bridge', 'renderer/ui', 'renderer/features', 'renderer'],
  scripts: ['practice-server', 'shared', 'bench'],
  /** Drives the engine without Electron: it composes main's rooms as `electron` does. */
  bench: [
    'shared',
    'practice-server',
    'scripts',
    'electron/platform',
    'electron/conversations',
    'electron/assistants',
    'electron/backends',
    'electron/storage',
  ],
  e2e: ['practice-server', 'shared', 'scripts', 'bench'],
}

/** Rooms whose subfolders may not import each other. */
export const neighboursApart = ['renderer/features']

/** Modules that only some rooms may import. */
export const guardedModules = {
  electron: ['electron', 'electron/app', 'electron/ipc', 'scripts', 'e2e'],
  'electron-log/node': ['electron/platform'],
  react: ['renderer', 'renderer/ui', 'renderer/features', 'renderer/gallery'],
}

/** Test files may also use the practice server, and the window's tests the gallery's fake bridge. */
export const testsMayImport = ['practice-server', 'electron/platform', 'shared', 'renderer/gallery']
