import { defineConfig } from 'vite'
import { precompress } from '../scripts/precompress.ts'

/** One classic script without imports: what `<script src="…/widget.js" async>` loads. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [precompress()],
  build: {
    target: 'es2022',
    // The first with `color-mix`.
    cssTarget: ['chrome111', 'safari16.4', 'firefox113'],
    outDir: '../dist/console',
    // The console's build is there already.
    emptyOutDir: false,
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'SwitchboardWidget', fileName: () => 'widget.js' },
  },
})
