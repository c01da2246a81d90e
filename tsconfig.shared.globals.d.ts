/** What `shared/` may use of both worlds beyond the language itself: Node and Chromium have exactly these in common. */
declare class URL {
  constructor(url: string, base?: string)
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly hostname: string
  readonly host: string
  readonly origin: string
  readonly pathname: string
  readonly search: string
  readonly hash: string
  readonly searchParams: Iterable<[name: string, value: string]>
}
