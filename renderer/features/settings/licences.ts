/** What others wrote that is part of the app, read from the list that is checked against the lockfile. */
import list from '../../../docs/licences.md?raw'

export interface Licence {
  name: string
  version: string
  licence: string
}

/** The rows of the table, without its head. */
const ROW = /^\| (?!package |---)(?<name>[^|]+) \| (?<version>[^|]+) \| (?<licence>[^|]+) \|$/gm

export const LICENCES: readonly Licence[] = [...list.matchAll(ROW)].map(({ groups }) => ({
  name: groups?.['name'] ?? '',
  version: groups?.['version'] ?? '',
  licence: groups?.['licence'] ?? '',
}))
