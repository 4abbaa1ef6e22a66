"""The datasets: every kind of row that can be taken away as a file."""

from consortium.exports.datasets.base import Dataset
from consortium.exports.datasets.claims import CLAIMS, FINDINGS
from consortium.exports.datasets.funding import FUNDING, FUNDING_BY_SECTOR
from consortium.exports.datasets.indicators import OBSERVATIONS
from consortium.exports.datasets.initiatives import INITIATIVES, MILESTONES
from consortium.exports.datasets.organizations import MEMBERS, ORGANIZATIONS
from consortium.exports.datasets.sources import SOURCES

DATASETS = {
    dataset.name: dataset
    for dataset in (
        INITIATIVES,
        ORGANIZATIONS,
        MEMBERS,
        FUNDING,
        FUNDING_BY_SECTOR,
        SOURCES,
        CLAIMS,
        MILESTONES,
        OBSERVATIONS,
        FINDINGS,
    )
}
"""Every dataset by its name, in the order in which they are listed."""

__all__ = ["DATASETS", "Dataset"]
