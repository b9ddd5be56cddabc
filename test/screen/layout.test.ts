import fc from 'fast-check';
import {expect, test} from 'vitest';
import {lineWidth} from '../../source/components/line.js';
import {KEYMAP} from '../../source/keys/keymap.js';
import {footerLine} from '../../source/screen/footer.js';
import {layoutOf, SMALLEST} from '../../source/screen/layout.js';
import {PANEL_IDS} from '../../source/view/view-state.js';

const size = fc.record({
  columns: fc.integer({min: SMALLEST.columns, max: 300}),
  rows: fc.integer({min: SMALLEST.rows, max: 100}),
  focus: fc.constantFrom(...PANEL_IDS),
  zoomed: fc.boolean(),
  notices: fc.integer({min: 1, max: 4}),
});

test('panels lie side by side, within the screen, below the header and above the footer, none over another', () => {
  fc.assert(
    fc.property(size, ({columns, rows, focus, zoomed, notices}) => {
      const {panels} = layoutOf(columns, rows, focus, zoomed, notices);
      const cells = new Set<string>();
      let count = 0;
      for (const {left, top, width, height} of panels) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(1);
        expect(left + width).toBeLessThanOrEqual(columns);
        expect(top + height).toBeLessThanOrEqual(rows - 1 - notices);
        // Words of several lines take rows, and no panel.
        expect(panels.length).toBe(layoutOf(columns, rows, focus, zoomed).panels.length);
        expect(height).toBeGreaterThanOrEqual(3);
        count += width * height;
        for (let y = top; y < top + height; y += 1) for (let x = left; x < left + width; x += 7) cells.add(`${x} ${y}`);
      }
      expect(panels.some(place => place.panel === focus)).toBe(true);
      expect(count).toBeLessThanOrEqual(columns * rows);
      expect(cells.size).toBeGreaterThan(0);
    }),
    {numRuns: 60},
  );
});

test('the footer fits and always tells the way out', () => {
  const scopes = [...new Set(KEYMAP.map(row => row.scope))];
  fc.assert(
    fc.property(fc.constantFrom(...scopes), fc.integer({min: 60, max: 200}), (scope, width) => {
      const line = footerLine(
        {scopes: scope === 'list' ? ['list', 'global'] : [scope], condition: null, ownKeys: {}},
        width,
      );
      expect(lineWidth(line)).toBeLessThanOrEqual(width + 2);
      if (scope === 'global' || scope === 'list') expect(line.map(one => one.text).join('')).toContain('q quit');
    }),
  );
});
