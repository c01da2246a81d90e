/** The part of the reflection proposal that @peculiar/x509 looks for when it is loaded. It keeps no metadata of ours. */
const kept = new WeakMap<object, Map<unknown, unknown>>()

const get = (name: unknown, target: object): unknown => kept.get(target)?.get(name)

function define(name: unknown, value: unknown, target: object): void {
  const known = kept.get(target) ?? new Map<unknown, unknown>()
  kept.set(target, known.set(name, value))
}

Object.assign(Reflect, { getMetadata: get, getOwnMetadata: get, defineMetadata: define })
