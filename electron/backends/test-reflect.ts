/** What the library that makes certificates asks of its container before it is loaded: somewhere to keep notes about classes. It keeps none. */
Object.assign(Reflect, {
  getMetadata: () => undefined,
  getOwnMetadata: () => undefined,
  hasOwnMetadata: () => false,
  defineMetadata: () => undefined,
})
