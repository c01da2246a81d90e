/** The app's icon for its window, carried inside the bundle. */
import { nativeImage, type NativeImage } from 'electron'

const [address = ''] = Object.values(
  import.meta.glob<string>('../../build/icons/256x256.png', {
    query: '?inline',
    import: 'default',
    eager: true,
  }),
)

export const appIcon = (): NativeImage => nativeImage.createFromDataURL(address)
