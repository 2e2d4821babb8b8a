"""Graphs checked against SHACL shapes (W3C, 2017).

Shapes are compiled once. Each report's graph is then checked by itself, together with the few statements of the shared graphs
that speak of it, so that time grows with the number of reports and memory does not:

    graphs ──sort──▶ shared (identity, entities, activity, ontology) ──in parts──▶ findings
                └──▶ reports ──one by one, each with what is said of it elsewhere──▶ findings

Nothing is ever fetched: files are read by the store's parser, imports are not followed.
"""
