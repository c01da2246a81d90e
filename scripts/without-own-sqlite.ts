/** Before tests of the store on the package: Node's own SQLite is not there, as in the oldest runtime. */
const { getBuiltinModule } = process

Object.defineProperty(process, 'getBuiltinModule', {
  value: (name: string): unknown => (name === 'node:sqlite' ? undefined : getBuiltinModule(name)),
})
