/** More columns than a table of orders has. */
export const MOST_COLUMNS = 1_000;

/** Cells of a row that names its columns itself; columns keep the places in which they were first seen. */
export class Columns {
  private readonly places = new Map<string, number>();

  get keys(): string[] {
    return [...this.places.keys()];
  }

  /** False where the file has more columns than a table of orders can have. */
  put(cells: string[], name: string, value: string): boolean {
    let place = this.places.get(name);
    if (place === undefined) {
      if (this.places.size >= MOST_COLUMNS) return false;
      place = this.places.size;
      this.places.set(name, place);
    }
    cells[place] = value;
    return true;
  }
}
