export interface PageElement {
  /** Lower case. */
  tag: string;
  attributes: Record<string, string>;
  children: PageNode[];
  parent: PageElement | null;
}

export type PageNode = PageElement | string;
