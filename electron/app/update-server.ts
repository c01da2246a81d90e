/** Whether this build knows a server to get newer versions from, and one that may be trusted with it. */

/** What stands in a package beside its archive, and how the app was started. */
export interface BuildFacts {
  isPackaged: boolean
  platform: string
  environment: Readonly<Record<string, string | undefined>>
  /** The text of a file of the package's resources; null when it has none of that name. */
  read(name: string): string | null
}

/** On the machine itself nobody stands between. */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/

/** True when updates can be offered at all. Without it the app has no trace of them. */
export function hasUpdateServer({ isPackaged, platform, environment, read }: BuildFacts): boolean {
  const config = isPackaged ? read('app-update.yml') : null
  if (config === null || !canBeReplaced(platform, environment, read)) return false
  const provider = valueIn(config, 'provider')
  // Whoever can change what a plain connection carries could send any program.
  const isSafe =
    provider === 'generic'
      ? isSafeAddress(valueIn(config, 'url') ?? '')
      : provider === 'github' && (valueIn(config, 'protocol') ?? 'https') === 'https'
  // On Windows the library compares signatures only with a publisher that the build names.
  return isSafe && (platform !== 'win32' || /^publisherName:/m.test(config))
}

const isSafeAddress = (url: string): boolean => url.startsWith('https://') || LOOPBACK.test(url)

/** An unpacked folder and the portable program have nobody who would put the new one in place. */
function canBeReplaced(
  platform: string,
  environment: BuildFacts['environment'],
  read: BuildFacts['read'],
): boolean {
  if (platform === 'win32') return environment['PORTABLE_EXECUTABLE_FILE'] === undefined
  if (platform !== 'linux') return true
  return environment['APPIMAGE'] !== undefined || read('package-type') !== null
}

/** The value of a line `name: value`, with or without quotes. */
const valueIn = (config: string, name: string): string | null =>
  new RegExp(`^${name}:[ \\t]*['"]?([^'"\\r\\n]*?)['"]?[ \\t]*\\r?$`, 'm').exec(config)?.[1] ?? null
